using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Halls.Changing;

/// <summary>Puts a notice above everything: at the hall, at the halls inside it and at the main hall. A second one replaces the text.</summary>
public sealed class DeclareEmergency(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long HallId, string Text);

    public Task Run(Input input, CancellationToken ct)
    {
        HallRules.RequireAdmin(input.Caller);
        var text = HallRules.Text(input.Text, HallRules.LongestEmergency, "text");
        return writer.Run(turn =>
        {
            var hall = HallRules.Find(turn, input.HallId);
            if (hall.Emergency == text) return;
            hall.EmergencySince = hall.Emergency is null ? clock.GetUtcNow() : hall.EmergencySince;
            hall.Emergency = text;
            turn.Audit(HallRules.Act("hall.emergency_declared", input.Caller, hall, text), clock.GetUtcNow());
            turn.Raise(new HallChanged(hall.Id));
        }, ct);
    }
}
