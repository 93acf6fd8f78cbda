using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Takes one seat away from a person; it ends at once, on every node.</summary>
public sealed class TakeSeat(Writer writer, TeamRights rights, TimeProvider clock)
{
    /// <param name="Caller">Null is the operator at the machine.</param>
    public sealed record Input(Caller? Caller, long AgencyId, long UserId, SeatRole Role);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.RequireManage(input.Caller, input.AgencyId, "take", ct);
        var (now, above) = (clock.GetUtcNow(), rights.Managing(input.AgencyId));
        await writer.Run(turn =>
        {
            var seat = turn.Seats.FirstOrDefault(s => s.AgencyId == input.AgencyId && s.UserId == input.UserId && s.Role == input.Role)
                ?? throw new Refusal(RefusalKind.NotFound, "agencies.team.no_such_seat");
            Chairs.Take(turn, seat, input.Caller?.UserId, now);
            if (seat is { Role: SeatRole.Manager, GlassReason: null } && !TeamRights.IsAdmin(input.Caller))
                Chairs.RequireSuccessor(turn, input.AgencyId, above, [seat], now);
        }, ct);
    }
}
