using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Gives up all of one's own seats at an agency.</summary>
public sealed class LeaveAgency(Writer writer, TeamRights rights, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long AgencyId);

    public async Task Run(Input input, CancellationToken ct)
    {
        var (user, now, above) = (input.Caller.UserId, clock.GetUtcNow(), rights.Managing(input.AgencyId));
        await writer.Run(turn =>
        {
            var seats = turn.Seats.Where(s => s.AgencyId == input.AgencyId && s.UserId == user).ToList();
            if (seats.Count == 0) throw new Refusal(RefusalKind.NotFound, "agencies.team.no_such_seat");
            foreach (var seat in seats) Chairs.Take(turn, seat, user, now, "seat.left");
            if (seats.Exists(s => s is { Role: SeatRole.Manager, GlassReason: null }) && !TeamRights.IsAdmin(input.Caller))
                Chairs.RequireSuccessor(turn, input.AgencyId, above, seats, now);
        }, ct);
    }
}
