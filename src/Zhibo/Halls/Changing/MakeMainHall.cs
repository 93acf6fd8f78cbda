using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Halls.Changing;

/// <summary>Puts a hall at <c>/</c>, in the place of the one that stood there.</summary>
public sealed class MakeMainHall(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long HallId);

    public Task Run(Input input, CancellationToken ct)
    {
        HallRules.RequireAdmin(input.Caller);
        return writer.Run(turn =>
        {
            var hall = HallRules.Find(turn, input.HallId);
            if (hall.IsMain) return;
            foreach (var before in turn.Halls.Where(h => h.IsMain).ToList())
            {
                before.IsMain = false;
                turn.Raise(new HallChanged(before.Id));
            }
            hall.IsMain = true;
            turn.Audit(HallRules.Act("hall.made_main", input.Caller, hall), clock.GetUtcNow());
            turn.Raise(new HallChanged(hall.Id));
        }, ct);
    }
}
