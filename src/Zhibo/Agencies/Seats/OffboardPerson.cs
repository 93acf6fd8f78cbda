using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Somebody no longer works here: all their seats at the agency and everywhere below end at once, and invitations they
/// gave out and nobody used are worth nothing. Their own account stays theirs.</summary>
public sealed class OffboardPerson(Writer writer, TeamRights rights, TimeProvider clock)
{
    /// <param name="Caller">Null is the operator at the machine.</param>
    public sealed record Input(Caller? Caller, long AgencyId, long UserId);

    /// <summary>How many seats ended.</summary>
    public async Task<int> Run(Input input, CancellationToken ct)
    {
        var agency = await rights.RequireManage(input.Caller, input.AgencyId, "offboard", ct);
        if (input.UserId == input.Caller?.UserId) throw new Refusal(RefusalKind.Forbidden, "agencies.team.not_yourself");
        var (whole, now) = (rights.Whole(agency.Id), clock.GetUtcNow());
        return await writer.Run(turn =>
        {
            var seats = turn.Seats.Where(s => s.UserId == input.UserId).AsEnumerable().Where(s => whole.Contains(s.AgencyId)).ToList();
            var invitations = turn.Invitations.Where(i => i.CreatedBy == input.UserId && i.UsedAt == null && i.WithdrawnAt == null)
                .AsEnumerable().Where(i => whole.Contains(i.AgencyId)).ToList();
            if (seats.Count + invitations.Count == 0) throw new Refusal(RefusalKind.NotFound, "agencies.team.no_such_seat");
            foreach (var seat in seats) Chairs.Take(turn, seat, input.Caller?.UserId, now, "seat.offboarded");
            foreach (var invitation in invitations)
            {
                invitation.WithdrawnAt = now;
                turn.Audit(new AuditLog.Act("invitation.withdrawn", input.Caller?.UserId) { AccountId = invitation.AgencyId, Subject = Chairs.InvitationSubject(invitation.Id) }, now);
            }
            return seats.Count;
        }, ct);
    }
}
