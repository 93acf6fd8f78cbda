using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Takes the seat that an invitation gives. It can be used once, however many try at the same moment.</summary>
public sealed class AcceptInvitation(Writer writer, Ids ids, FindInvitation find)
{
    /// <param name="Code">As typed.</param>
    /// <param name="Address">Of the browser: guessing is counted.</param>
    public sealed record Input(Caller Caller, string? Code, string Address);

    /// <summary>The agency at which the caller sits now.</summary>
    public async Task<AgencyNode> Run(Input input, CancellationToken ct)
    {
        var (invitation, agency, _, _) = await find.Run(new(input.Code, input.Address), ct);
        if (invitation.OfficialId is not null) throw FindInvitation.Gone();
        // Whoever may invite would else give themselves what GrantSeat refuses.
        if (invitation.CreatedBy == input.Caller.UserId) throw new Refusal(RefusalKind.Forbidden, "agencies.invitation.own", "code");
        await writer.Run(turn =>
        {
            var (id, user) = (ids.Next(), input.Caller.UserId);
            var now = Ids.TimeOf(id);
            // One statement decides who was first, on whatever node.
            var mine = turn.Invitations.Where(i => i.Id == invitation.Id && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now)
                .ExecuteUpdate(i => i.SetProperty(x => x.UsedAt, now).SetProperty(x => x.UsedBy, user));
            if (mine == 0) throw FindInvitation.Gone();
            turn.Audit(new AuditLog.Act("invitation.used", user) { AccountId = agency.Id, Subject = Chairs.InvitationSubject(invitation.Id), Detail = Chairs.Name(invitation.Role) }, now);
            Chairs.Give(turn, new Seat { Id = id, AgencyId = agency.Id, UserId = user, Role = invitation.Role, GrantedBy = invitation.CreatedBy }, now);
            TakeUp.Settle(turn, agency.Id, user, ids);
        }, ct);
        return agency;
    }
}
