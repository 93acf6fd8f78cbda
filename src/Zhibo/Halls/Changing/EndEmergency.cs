using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Halls.Changing;

/// <summary>Takes the emergency notice of a hall down everywhere.</summary>
public sealed class EndEmergency(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long HallId);

    public Task Run(Input input, CancellationToken ct)
    {
        HallRules.RequireAdmin(input.Caller);
        return writer.Run(turn =>
        {
            var hall = HallRules.Find(turn, input.HallId);
            if (hall.Emergency is null) return;
            (hall.Emergency, hall.EmergencySince) = (null, null);
            turn.Audit(HallRules.Act("hall.emergency_ended", input.Caller, hall), clock.GetUtcNow());
            turn.Raise(new HallChanged(hall.Id));
        }, ct);
    }
}
