using System.Diagnostics;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Posts.Timelines;

/// <summary>Fills the indexes after the start; until then timelines come from the database.</summary>
internal sealed class LoadTimelines(AuthorIndex authors, PublicPosts recent, Engine engine, Settings settings, ILogger<LoadTimelines> log) : IWarm
{
    private const long MostReadAhead = 4L << 30;

    public void Warm(CancellationToken ct)
    {
        var watch = Stopwatch.StartNew();
        recent.Load(engine);
        if (engine is SqliteEngine sqlite) ReadAhead(sqlite.Path);
        authors.Load(engine, settings.Memory.PostsInIndex);
        log.LogInformation("Held {Posts} posts for timelines after {Milliseconds} ms", authors.Size, watch.ElapsedMilliseconds);
    }

    /// <summary>
    /// A cold, fragmented file read in index order takes 10 s a gigabyte; read once from front to end first, 0.3 s.
    /// Another process reads it: this one must never open the file itself, for closing it would end the locks that SQLite
    /// holds on it (POSIX gives them to the process), and a command beside the site would take the log away from under it.
    /// </summary>
    private static void ReadAhead(string path)
    {
        if (new FileInfo(path).Length > MostReadAhead) return;
        try
        {
            using var reader = Process.Start(new ProcessStartInfo("cat", [Path.GetFullPath(path)]) { RedirectStandardOutput = true });
            reader?.StandardOutput.BaseStream.CopyTo(Stream.Null);
            reader?.WaitForExit();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // Nothing to read with: it takes longer.
        }
    }
}
