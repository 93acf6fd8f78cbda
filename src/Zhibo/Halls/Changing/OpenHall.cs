using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Halls.Changing;

/// <summary>A new hall. The first of a site becomes its main hall.</summary>
public sealed class OpenHall(Writer writer, Ids ids, Settings settings, TimeProvider clock)
{
    public sealed record Input(Caller Caller, HallText Text);

    public Task<Hall> Run(Input input, CancellationToken ct)
    {
        HallRules.RequireAdmin(input.Caller);
        var text = HallRules.Clean(input.Text, settings);
        var id = ids.Next();
        return writer.Run(turn =>
        {
            var hall = new Hall { Id = id, Slug = text.Slug, Name = text.Name, IsMain = !turn.Halls.Local.Any() && !turn.Halls.Any() };
            HallRules.Put(turn, hall, text);
            turn.Halls.Add(hall);
            turn.Audit(HallRules.Act("hall.opened", input.Caller, hall, hall.Name), clock.GetUtcNow());
            turn.Raise(new HallChanged(hall.Id));
            return hall;
        }, ct);
    }
}
