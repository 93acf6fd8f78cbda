using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Media.Storing;
using Zhibo.Shared;
using Zhibo.Shared.Jobs;

namespace Zhibo.Media;

/// <summary>Removes what no post took within a day, and what stood in posts that are gone: the rows, and with the last row
/// of a file the file.</summary>
public sealed class SweepMedia(Db db, Writer writer, MediaStore store, TimeProvider clock, ILogger<SweepMedia> log) : IChore
{
    private const int Batch = 200;

    /// <summary>Somebody may be sending the same file at this moment, and its row comes after it.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan NobodyWaits = TimeSpan.FromDays(1);

    public async Task Run(CancellationToken ct)
    {
        var (now, swept) = (clock.GetUtcNow(), 0);
        while (await db.MediaFiles.Where(m => m.FreeUntil < now).Take(Batch).Select(m => m.Id).ToListAsync(ct) is { Count: > 0 } ids)
        {
            await writer.Run(turn =>
            {
                foreach (var file in turn.MediaFiles.Where(m => ids.Contains(m.Id) && m.FreeUntil < now).ToList())
                {
                    turn.MediaFiles.Remove(file);
                    turn.Queue(EraseFiles.Kind, file.Hash, now + Fresh);
                }
            }, ct);
            swept += ids.Count;
        }
        RemoveLeftovers();
        if (swept > 0) log.LogInformation("Swept {Files} files that belong to no post", swept);
    }

    /// <summary>What a process left that was killed over a file.</summary>
    private void RemoveLeftovers()
    {
        if (!Directory.Exists(store.Arriving)) return;
        foreach (var folder in new DirectoryInfo(store.Arriving).EnumerateDirectories())
            if (long.TryParse(folder.Name, System.Globalization.CultureInfo.InvariantCulture, out var id) && clock.GetUtcNow() - Ids.TimeOf(id) > NobodyWaits)
                folder.Delete(recursive: true);
    }
}

/// <summary>Erases the files of a hash that no row names any more.</summary>
public sealed class EraseFiles(Db db, MediaStore store) : IJob
{
    public const string Kind = "erase-files";

    public async Task Run(Job job, CancellationToken ct)
    {
        var hash = job.Read<string>();
        if (!await db.MediaFiles.AnyAsync(m => m.Hash == hash, ct)) await store.Delete(hash, ct);
    }
}
