using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Media.Storing;
using Zhibo.Shared.Jobs;

namespace Zhibo.Documents.Files;

/// <summary>Erases the content of a hash that no row names any more.</summary>
internal sealed class ErasePapers(Db db, MediaStore store) : IJob
{
    public const string Kind = "erase-papers";

    public static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    public async Task Run(Job job, CancellationToken ct)
    {
        var hash = job.Read<string>();
        if (!await db.DocumentFiles.AnyAsync(f => f.Hash == hash, ct)) await store.Delete(hash, ct);
    }
}

/// <summary>Removes what no document took within a day.</summary>
internal sealed class SweepPapers(Db db, Writer writer, TimeProvider clock) : IChore
{
    private const int Batch = 200;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        while (await db.DocumentFiles.Where(f => f.FreeUntil < now).Take(Batch).Select(f => f.Id).ToListAsync(ct) is { Count: > 0 } ids)
            await writer.Run(turn =>
            {
                foreach (var file in turn.DocumentFiles.AsTracking().Where(f => ids.Contains(f.Id) && f.FreeUntil < now).ToList()) AttachedPapers.Remove(turn, file, now);
            }, ct);
    }
}
