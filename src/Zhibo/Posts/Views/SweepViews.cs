using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Jobs;

namespace Zhibo.Posts.Views;

/// <summary>Throws away who read in hours that are over, and makes one row of a day that is long past.</summary>
public sealed class SweepViews(Writer writer, Db read, TimeProvider clock) : IChore
{
    private const int Batch = 500, KeptByHour = 90 * 24;

    public async Task Run(CancellationToken ct)
    {
        var now = ViewHours.Of(clock.GetUtcNow());
        await writer.Run(turn =>
        {
            turn.ViewMarks.Where(m => m.Hour < now - 1).ExecuteDelete();
            turn.ViewHours.Where(h => h.Hour < now - 1).ExecuteDelete();
        }, ct);
        while (await Fold(now - KeptByHour, ct)) { }
    }

    private async Task<bool> Fold(int before, CancellationToken ct)
    {
        var rows = await read.ViewCounts.Where(c => c.Hour < before && c.Hour % 24 != 0).OrderBy(c => c.Hour).Take(Batch).ToListAsync(ct);
        if (rows.Count == 0) return false;
        await writer.Run(turn =>
        {
            foreach (var row in rows)
            {
                if (turn.ViewCounts.Where(c => c.PostId == row.PostId && c.Hour == row.Hour).ExecuteDelete() == 0) continue;
                var (day, count) = (row.Hour - (row.Hour % 24), row.Count);
                turn.Database.ExecuteSql($"INSERT INTO view_counts (post_id, hour, count) VALUES ({row.PostId}, {day}, {count}) ON CONFLICT (post_id, hour) DO UPDATE SET count = view_counts.count + excluded.count");
            }
        }, ct);
        return true;
    }
}
