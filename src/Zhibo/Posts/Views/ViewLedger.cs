using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Posts.Views;

/// <summary>
/// Counts readers. A request only leaves a line here; once a second the lines become marks and sums and are written in one
/// transaction, so that a post read by everybody costs what any post costs and a killed process loses a second at most.
/// A mark is a reader and a post within an hour of the clock. The marks of the hour stand in the database too: a new process
/// knows who was counted before, and nodes that share a database hear of each other's readers within a second.
/// </summary>
public sealed class ViewLedger(Writer writer, IDbContextFactory<Db> databases, Engine engine, Ids ids, TimeProvider clock, Telemetry telemetry)
{
    /// <summary>Between two writings; more is turned away, since counting must never take the memory that reading needs.</summary>
    private const int MostLines = 500_000;

    /// <summary>Nodes' clocks may differ by as much, and a transaction may last as long.</summary>
    private static readonly TimeSpan LateRows = TimeSpan.FromSeconds(30);

    private readonly Lock gate = new();
    private readonly SemaphoreSlim flushing = new(1, 1);
    private readonly Dictionary<int, MarkBook> books = [];
    private List<ViewLine> lines = [];
    private ViewBatch? unwritten;

    /// <summary>Somebody sees a post. Costs nothing and never fails.</summary>
    /// <param name="reader">From <see cref="ViewReader"/>.</param>
    public void Note(long postId, string reader)
    {
        var hour = ViewHours.Of(clock.GetUtcNow());
        lock (gate)
        {
            if (lines.Count < MostLines) lines.Add(new(postId, hour, reader));
            else telemetry.ViewsDropped.Add(1);
        }
    }

    /// <summary>Writes what was noted. What could not be written is written first the next time, under the same id and so not twice.</summary>
    public async Task Flush(CancellationToken ct)
    {
        await flushing.WaitAsync(ct);
        try
        {
            if (unwritten is { } again) await Write(again);
            unwritten = null;
            var taken = Take();
            if (taken.Count == 0) return;
            try { foreach (var hour in taken.Select(l => l.Hour).Distinct()) await Open(hour, ct); }
            catch
            {
                lock (gate) lines.InsertRange(0, taken);
                throw;
            }
            unwritten = Sum(taken);
            await Write(unwritten);
            unwritten = null;
        }
        finally { flushing.Release(); }
    }

    private List<ViewLine> Take()
    {
        lock (gate)
        {
            if (lines.Count == 0) return lines;
            var taken = lines;
            lines = [];
            return taken;
        }
    }

    private ViewBatch Sum(List<ViewLine> taken)
    {
        var batch = new ViewBatch();
        foreach (var line in taken)
        {
            var mark = books[line.Hour].MarkOf(line);
            if (books[line.Hour].Seen.Add(mark)) batch.Add(line, mark, ids);
        }
        return batch;
    }

    /// <summary>Brings the marks of an hour up to date, the first time all of them.</summary>
    private async Task Open(int hour, CancellationToken ct)
    {
        if (!books.TryGetValue(hour, out var book))
        {
            foreach (var past in books.Keys.Where(h => h < hour - 1).ToList()) books.Remove(past);
            book = new MarkBook(await Salt(hour, ct));
        }
        else if (!engine.SharedWithOtherNodes) return;
        var since = book.ReadTo == default ? 0 : Ids.Boundary(book.ReadTo - LateRows);
        var now = clock.GetUtcNow();
        await using var db = await databases.CreateDbContextAsync(ct);
        await foreach (var marks in db.ViewMarks.Where(m => m.Hour == hour && m.Id > since).Select(m => m.Marks).AsAsyncEnumerable().WithCancellation(ct)) book.Add(marks);
        book.ReadTo = now;
        books[hour] = book;
    }

    private async Task<byte[]> Salt(int hour, CancellationToken ct)
    {
        await using (var db = await databases.CreateDbContextAsync(ct))
        {
            if (await db.ViewHours.Where(h => h.Hour == hour).Select(h => h.Salt).FirstOrDefaultAsync(ct) is { } known) return known;
        }
        var fresh = System.Security.Cryptography.RandomNumberGenerator.GetBytes(16);
        return await writer.Run(turn =>
        {
            // Two nodes may open the hour at once.
            turn.Database.ExecuteSql($"INSERT INTO view_hours (hour, salt) VALUES ({hour}, {fresh}) ON CONFLICT (hour) DO NOTHING");
            return turn.ViewHours.AsNoTracking().Where(h => h.Hour == hour).Select(h => h.Salt).Single();
        }, ct);
    }

    private Task Write(ViewBatch batch) => batch.Marks.Count == 0 ? Task.CompletedTask : writer.Run(batch.Write);
}
