using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Lines;

/// <summary>Another name or place in the list; the key stays, since agencies and halls are told apart by it.</summary>
public sealed class ChangeLine(Writer writer, RegisterRights rights, RegisterBook book)
{
    public sealed record Input(long? UserId, string Key, string Name, int Order);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.RequireAdmin(input.UserId, ct);
        var name = AgencyText.Name(input.Name);
        if (input.Order is < 0 or > 100_000) throw new Refusal(RefusalKind.Invalid, "agencies.line_order_bad", "order");
        await writer.Run(turn =>
        {
            LineList.Seed(turn);
            var line = turn.Lines.Find(input.Key) ?? throw new Refusal(RefusalKind.NotFound, "agencies.no_line", "key", input.Key);
            AddLine.Check(turn, name, except: line.Key);
            (line.Name, line.Order) = (name, input.Order);
            book.Log(turn, "line " + line.Key, name, new(input.UserId, "line.changed"));
            turn.Raise(new LinesChanged());
        }, ct);
    }
}
