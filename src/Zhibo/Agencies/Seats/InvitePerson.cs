using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Makes a code that gives its finder a seat, once.</summary>
public sealed class InvitePerson(Writer writer, Ids ids, TeamRights rights)
{
    public const int UsualDays = 7;
    public const int MostDays = 30;

    /// <summary>More than these open at once are handed out for no person in particular.</summary>
    private const int MostOpen = 100;

    /// <param name="Caller">Null is the operator at the machine.</param>
    public sealed record Input(Caller? Caller, long AgencyId, SeatRole Role, int Days = UsualDays);

    /// <param name="Code">Shown now and never again.</param>
    public sealed record Outcome(long Id, string Code, DateTimeOffset ExpiresAt);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var agency = await rights.RequireManage(input.Caller, input.AgencyId, "invite", ct);
        if (agency.State == AgencyState.Closed) throw new Refusal(RefusalKind.Conflict, "agencies.team.closed");
        if (!Enum.IsDefined(input.Role)) throw new Refusal(RefusalKind.Invalid, "agencies.team.no_such_role", "role");
        if (input.Days is < 1 or > MostDays) throw new Refusal(RefusalKind.Invalid, "agencies.invitation.days_wrong", "days", MostDays);
        var code = InvitationCode.New();
        return await writer.Run(turn =>
        {
            var id = ids.Next();
            var now = Ids.TimeOf(id);
            if (turn.Invitations.Count(i => i.AgencyId == agency.Id && i.OfficialId == null && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now) >= MostOpen)
                throw new Refusal(RefusalKind.Conflict, "agencies.invitation.too_many", null, MostOpen);
            var invitation = New(turn, id, agency.Id, input.Role, code, input.Caller?.UserId, now.AddDays(input.Days));
            return new Outcome(invitation.Id, code, invitation.ExpiresAt);
        }, ct);
    }

    internal static Invitation New(Db turn, long id, long agencyId, SeatRole role, string code, long? by, DateTimeOffset until)
    {
        var invitation = new Invitation
        {
            Id = id,
            AgencyId = agencyId,
            Role = role,
            CodeHash = InvitationCode.Hash(InvitationCode.Read(code)!),
            CreatedBy = by,
            ExpiresAt = until,
        };
        turn.Invitations.Add(invitation);
        turn.Audit(new AuditLog.Act("invitation.made", by) { AccountId = agencyId, Subject = Chairs.InvitationSubject(id), Detail = Chairs.Name(role) }, Ids.TimeOf(id));
        return invitation;
    }
}
