using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Agencies.Seats;

/// <summary>Whether the seats of an agency hold at the agencies below it too.</summary>
public sealed class SetSeatsReach(Writer writer, TeamRights rights, TimeProvider clock)
{
    /// <param name="Caller">Null is the operator at the machine.</param>
    public sealed record Input(Caller? Caller, long AgencyId, bool Down);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.RequireManage(input.Caller, input.AgencyId, "reach", ct);
        await writer.Run(turn =>
        {
            var agency = turn.Agencies.First(a => a.Id == input.AgencyId);
            if (agency.SeatsReachDown == input.Down) return;
            agency.SeatsReachDown = input.Down;
            var act = new AuditLog.Act(input.Down ? "seats.reach_down" : "seats.stay_here", input.Caller?.UserId) { AccountId = agency.Id, Subject = Chairs.AgencySubject(agency.Id) };
            turn.Audit(act, clock.GetUtcNow());
            turn.Raise(new AgencyChanged(agency.Id));
        }, ct);
    }
}
