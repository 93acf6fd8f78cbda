using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Agencies.Seats;

/// <summary>An invitation that can still be used, by its code. Used, withdrawn, expired and never made are answered alike, and
/// guessing is counted.</summary>
public sealed class FindInvitation(Db db, AgencyTree tree, Limits limits, TimeProvider clock)
{
    private const int MostTries = 20;
    private const string Counter = "invitation";
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    /// <param name="Code">As typed.</param>
    /// <param name="Address">Of the browser, as <see cref="Limits.Who"/> calls it.</param>
    public sealed record Input(string? Code, string Address);

    /// <param name="Official">Whom it signs in; null: it gives a seat.</param>
    public sealed record Outcome(Invitation Invitation, AgencyNode Agency, string Code, InvitedOfficial? Official);

    public sealed record InvitedOfficial(Account Account, string Title);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        limits.Take(Counter, input.Address, MostTries, Window);
        var found = InvitationCode.Read(input.Code) is { } code ? await Open(code, ct) : null;
        if (found is null) throw Gone();
        // Only wrong guesses count.
        limits.GiveBack(Counter, input.Address);
        return found;
    }

    internal static Refusal Gone() => new(RefusalKind.NotFound, "agencies.invitation.gone", "code");

    private async Task<Outcome?> Open(string code, CancellationToken ct)
    {
        var (hash, now) = (InvitationCode.Hash(code), clock.GetUtcNow());
        var invitation = await db.Invitations.FirstOrDefaultAsync(i => i.CodeHash == hash && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now, ct);
        if (invitation is null || tree.Now.Of(invitation.AgencyId) is not { State: not AgencyState.Closed } agency) return null;
        var official = invitation.OfficialId is { } id ? await OfficialOf(id, agency.Id, ct) : null;
        return invitation.OfficialId is null == official is null ? new(invitation, agency, InvitationCode.Shown(code), official) : null;
    }

    /// <summary>Null where the post is over.</summary>
    private Task<InvitedOfficial?> OfficialOf(long id, long agencyId, CancellationToken ct) =>
        (from o in db.Officials
         where o.Id == id && o.AgencyId == agencyId
         join a in db.Accounts on o.Id equals a.Id
         where a.FrozenAt == null
         select new InvitedOfficial(a, o.Title)).FirstOrDefaultAsync(ct);
}
