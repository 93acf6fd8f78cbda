using System.Diagnostics;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Posts.Timelines;

/// <summary>Fills the indexes after the start; until then timelines come from the database.</summary>
internal sealed class LoadTimelines(AuthorIndex authors, PublicPosts recent, Engine engine, Settings settings, ILogger<LoadTimelines> log) : IWarm
{
    private const int ReadAhead = 4 * 1024 * 1024;

    public void Warm(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        recent.Load(engine);
        if (engine is SqliteEngine sqlite) WarmUp(sqlite.Path);
        authors.Load(engine, settings.Memory.PostsInIndex);
        log.LogInformation("Held {Posts} posts for timelines after {Milliseconds} ms", authors.Size, watch.ElapsedMilliseconds);
    }

    /// <summary>A cold, fragmented file read in index order takes 10 s a gigabyte; read once from front to end first, 0.3 s.</summary>
    private static void WarmUp(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        if (file.Length > 4L << 30) return;
        var buffer = new byte[ReadAhead];
        while (file.Read(buffer) > 0)
        {
        }
    }
}
