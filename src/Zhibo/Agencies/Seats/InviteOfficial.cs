using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Makes a code with which an official at the post signs in for the first time and chooses a password. Once there is
/// a password the account is the official's alone: a new code for a lost one comes from an administrator.</summary>
public sealed class InviteOfficial(Writer writer, Ids ids, TeamRights rights)
{
    /// <param name="Caller">Null is the operator at the machine.</param>
    public sealed record Input(Caller? Caller, long AgencyId, long OfficialId, int Days = InvitePerson.UsualDays);

    /// <param name="Code">Shown now and never again.</param>
    public sealed record Outcome(long Id, string Nickname, string Code, DateTimeOffset ExpiresAt);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var agency = await rights.RequireManage(input.Caller, input.AgencyId, "official", ct);
        if (agency.State == AgencyState.Closed) throw new Refusal(RefusalKind.Conflict, "agencies.team.closed");
        if (input.Days is < 1 or > InvitePerson.MostDays) throw new Refusal(RefusalKind.Invalid, "agencies.invitation.days_wrong", "days", InvitePerson.MostDays);
        var code = InvitationCode.New();
        return await writer.Run(turn =>
        {
            var id = ids.Next();
            var now = Ids.TimeOf(id);
            var (official, account) = Take(turn, input, agency.Id);
            WithdrawOpen(turn, official, input.Caller?.UserId, now);
            var invitation = new Invitation
            {
                Id = id,
                AgencyId = agency.Id,
                OfficialId = official.Id,
                CodeHash = InvitationCode.Hash(InvitationCode.Read(code)!),
                CreatedBy = input.Caller?.UserId,
                ExpiresAt = now.AddDays(input.Days),
            };
            turn.Invitations.Add(invitation);
            Log(turn, "official.invited", input.Caller?.UserId, official, account.Handle, now);
            return new Outcome(id, account.Nickname, code, invitation.ExpiresAt);
        }, ct);
    }

    /// <summary>Inside a turn: a later code, or the end of the post, makes earlier ones worthless.</summary>
    internal static void WithdrawOpen(Db turn, Official official, long? by, DateTimeOffset now)
    {
        // The group may hold one that is no row yet.
        turn.SaveChanges();
        foreach (var open in turn.Invitations.Where(i => i.AgencyId == official.AgencyId && i.OfficialId == official.Id && i.UsedAt == null && i.WithdrawnAt == null).ToList())
        {
            open.WithdrawnAt = now;
            turn.Audit(new AuditLog.Act("invitation.withdrawn", by) { AccountId = official.AgencyId, Subject = Chairs.InvitationSubject(open.Id) }, now);
        }
    }

    internal static void Log(Db turn, string act, long? by, Official official, string handle, DateTimeOffset now) =>
        turn.Audit(new AuditLog.Act(act, by) { AccountId = official.AgencyId, Subject = RegisterBook.Subject("official", official.Id), Detail = handle }, now);

    private static (Official Official, Account Account) Take(Db turn, Input input, long agencyId)
    {
        turn.SaveChanges();
        // Officials of other agencies are none here.
        if (turn.Officials.Find(input.OfficialId) is not { } official || official.AgencyId != agencyId) throw new Refusal(RefusalKind.NotFound, "agencies.no_official");
        var account = turn.Accounts.Find(official.Id)!;
        if (account.FrozenAt is not null) throw new Refusal(RefusalKind.Conflict, "agencies.official_code.post_over");
        if (turn.Users.FirstOrDefault(u => u.AccountId == account.Id) is { } user)
        {
            if (!TeamRights.IsAdmin(input.Caller)) throw new Refusal(RefusalKind.Forbidden, "agencies.official_code.has_login");
            turn.RequireOver(input.Caller?.UserId, user);
        }
        return (official, account);
    }
}
