using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Lines;

/// <summary>Takes out a line that no agency uses.</summary>
public sealed class RemoveLine(Writer writer, RegisterRights rights, RegisterBook book)
{
    public sealed record Input(long? UserId, string Key);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.RequireAdmin(input.UserId, ct);
        await writer.Run(turn =>
        {
            LineList.Seed(turn);
            var line = turn.Lines.Find(input.Key) ?? throw new Refusal(RefusalKind.NotFound, "agencies.no_line", "key", input.Key);
            var used = turn.Agencies.Count(a => a.LineKey == line.Key);
            if (used > 0) throw new Refusal(RefusalKind.Conflict, "agencies.line_used", null, used, line.Name);
            turn.Lines.Remove(line);
            book.Log(turn, "line " + line.Key, line.Name, new(input.UserId, "line.removed"));
            turn.Raise(new LinesChanged());
        }, ct);
    }
}
