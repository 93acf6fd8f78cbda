using Zhibo.Shared;

namespace Zhibo.Commands;

/// <summary>An SQLite city is served by one process: what it holds in memory would go stale behind a second one's back.
/// The lock goes with the process, also when it is killed.</summary>
internal sealed class OnlyServer : IDisposable
{
    private readonly FileStream? file;

    private OnlyServer(FileStream? file) => this.file = file;

    public static OnlyServer Of(Settings settings)
    {
        if (Configured.IsPostgres(settings.DatabaseOrDefault)) return new OnlyServer(null);
        var path = settings.DatabaseOrDefault + ".lock";
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new OnlyServer(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new CommandFailure($"another zhibo is at work on {settings.DatabaseOrDefault}");
        }
    }

    public void Dispose() => file?.Dispose();
}
