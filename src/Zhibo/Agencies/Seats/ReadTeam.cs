using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Agencies.Seats;

/// <summary>Who works at an agency, and who is invited to.</summary>
public sealed class ReadTeam(Db db, TimeProvider clock)
{
    public sealed record Input(long AgencyId);

    /// <param name="Seats">One for each role.</param>
    public sealed record Member(long UserId, string Handle, string Nickname, string? AvatarUrl, IReadOnlyList<Seat> Seats);

    /// <param name="By">Nickname of who invited; null is the site.</param>
    public sealed record Open(Invitation Invitation, string? By);

    /// <param name="HasLogin">Signed in once, with a password of their own.</param>
    /// <param name="Code">One that was handed out and nobody used yet.</param>
    public sealed record OfficialRow(long Id, string Handle, string Nickname, string? AvatarUrl, string Title, bool IsFormer, bool HasLogin, Open? Code);

    /// <param name="Invitations">To seats.</param>
    /// <param name="Officials">Those at the post today first.</param>
    public sealed record Outcome(IReadOnlyList<Member> Members, IReadOnlyList<Open> Invitations, IReadOnlyList<OfficialRow> Officials);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var rows = await (from s in db.Seats
                          where s.AgencyId == input.AgencyId && (s.ExpiresAt == null || s.ExpiresAt > now)
                          join u in db.Users on s.UserId equals u.Id
                          join a in db.Accounts on u.AccountId equals a.Id
                          orderby s.Id
                          select new { Seat = s, a.Handle, a.Nickname, a.Avatar }).ToListAsync(ct);
        var invitations = await (from i in db.Invitations
                                 where i.AgencyId == input.AgencyId && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now
                                 orderby i.Id descending
                                 select new Open(i, db.Users.Where(u => u.Id == i.CreatedBy).Join(db.Accounts, u => u.AccountId, a => a.Id, (_, a) => a.Nickname).FirstOrDefault()))
                                .ToListAsync(ct);
        return new(
            [.. rows.GroupBy(r => r.Seat.UserId).Select(g => new Member(g.Key, g.First().Handle, g.First().Nickname, g.First().Avatar,
                [.. g.Select(r => r.Seat).OrderByDescending(s => s.Role)]))],
            [.. invitations.Where(i => i.Invitation.OfficialId is null)],
            await Officials(input.AgencyId, invitations, ct));
    }

    private async Task<IReadOnlyList<OfficialRow>> Officials(long agencyId, List<Open> codes, CancellationToken ct)
    {
        var rows = await (from o in db.Officials
                          where o.AgencyId == agencyId
                          join a in db.Accounts on o.Id equals a.Id
                          orderby a.FrozenAt != null, o.Since, o.Id
                          select new { o.Id, a.Handle, a.Nickname, a.Avatar, o.Title, IsFormer = a.FrozenAt != null, HasLogin = db.Users.Any(u => u.AccountId == a.Id) }).ToListAsync(ct);
        return [.. rows.Select(r => new OfficialRow(r.Id, r.Handle, r.Nickname, r.Avatar, r.Title, r.IsFormer, r.HasLogin, codes.Find(c => c.Invitation.OfficialId == r.Id)))];
    }
}
