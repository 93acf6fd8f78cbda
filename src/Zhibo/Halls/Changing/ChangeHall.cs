using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Halls.Changing;

/// <summary>Name, place, colour and address of a hall.</summary>
public sealed class ChangeHall(Writer writer, Settings settings, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long HallId, HallText Text);

    public Task Run(Input input, CancellationToken ct)
    {
        HallRules.RequireAdmin(input.Caller);
        var text = HallRules.Clean(input.Text, settings);
        return writer.Run(turn =>
        {
            var hall = HallRules.Find(turn, input.HallId);
            var act = HallRules.Act("hall.changed", input.Caller, hall, text.Slug == hall.Slug ? text.Name : $"{text.Name}, {text.Slug}");
            HallRules.Put(turn, hall, text);
            turn.Audit(act, clock.GetUtcNow());
            turn.Raise(new HallChanged(hall.Id));
        }, ct);
    }
}
