using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Lines;

/// <summary>Takes out a line that nobody uses: no agency, no hall.</summary>
public sealed class RemoveLine(IDbContextFactory<Db> databases, Writer writer, RegisterRights rights, RegisterBook book, IEnumerable<LineUse> uses)
{
    public sealed record Input(long? UserId, string Key);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.RequireAdmin(input.UserId, ct);
        await writer.Run(turn =>
        {
            LineList.Seed(turn);
            var line = turn.Lines.Find(input.Key) ?? throw new Refusal(RefusalKind.NotFound, "agencies.no_line", "key", input.Key);
            if (Hindrance(turn, line) is { } refusal) throw refusal;
            // Without any row the lines of the program would hold again.
            if (turn.Lines.Count() == 1) throw new Refusal(RefusalKind.Conflict, "agencies.line_last");
            turn.Lines.Remove(line);
            book.Log(turn, "line " + line.Key, line.Name, new(input.UserId, "line.removed"));
            turn.Raise(new LinesChanged());
        }, ct);
    }

    /// <summary>Why it would be refused; null: it can be taken out.</summary>
    public async Task<Refusal?> Hindrance(Line line, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return Hindrance(db, line);
    }

    private Refusal? Hindrance(Db db, Line line) =>
        uses.Select(use => (use.Word, Used: use.Count(db, line.Key))).FirstOrDefault(use => use.Used > 0) is { Word: { } word, Used: var used }
            ? new(RefusalKind.Conflict, word, null, used, line.Name)
            : null;
}
