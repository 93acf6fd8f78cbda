using System.CommandLine;
using System.Globalization;
using Zhibo.Data;
using Zhibo.Media.Storing;
using Zhibo.Shared;

namespace Zhibo.Commands.Backup;

/// <summary>One file with everything: database (and the key ring in it), media, the site's own settings. The site may go on
/// serving. The database is copied first: a picture that a post of the copy shows was there before the post.</summary>
internal static class BackupVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "The archive to write, such as zhibo-monday.tar.gz" };

    public static Command New() =>
        new Command("backup", "Write everything to one file, while the site serves") { File }.Does(Run);

    private static async Task<int> Run(Call call)
    {
        var settings = call.Configured.Settings;
        await using var services = Site.Services(settings);
        var engine = services.GetRequiredService<Engine>();
        var copy = DatabaseCopy.For(engine);
        if (engine is SqliteEngine { Path: var path } && !System.IO.File.Exists(path)) throw new CommandFailure($"there is no database at {path}");
        var target = Path.GetFullPath(call.Get(File));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var temporary = target + ".database";
        await using var archive = new ArchiveWriter(target);
        try
        {
            await call.Error.WriteLineAsync("copying the database …");
            var rows = await copy.Take(temporary, call.Stop);
            await archive.Add(Manifest.Database, temporary, call.Stop);
            await AddFiles(archive, settings, call.Stop);
            var manifest = new Manifest(Version, engine.Name, services.GetRequiredService<Migrator>().Current(), services.GetRequiredService<TimeProvider>().GetUtcNow(), rows, archive.Files);
            await archive.Finish(manifest, call.Stop);
            await NoteDown(settings, manifest.At);
            await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{target}: {rows["accounts"]} accounts, {rows["posts"]} posts, {archive.Files.Count - 1} files, {new FileInfo(target).Length} bytes"));
            return 0;
        }
        finally
        {
            System.IO.File.Delete(temporary);
        }
    }

    /// <summary>For the page of the administration. A folder that cannot be written to is no reason to call the backup failed.</summary>
    private static async Task NoteDown(Settings settings, DateTimeOffset at)
    {
        try { await System.IO.File.WriteAllTextAsync(settings.LastBackupFile, at.ToString("O", CultureInfo.InvariantCulture)); }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    internal static string Version => typeof(BackupVerb).Assembly.GetName().Version!.ToString(3);

    private static async Task AddFiles(ArchiveWriter archive, Settings settings, CancellationToken ct)
    {
        var own = Path.Combine(settings.Data, "appsettings.json");
        if (System.IO.File.Exists(own)) await archive.Add("appsettings.json", own, ct);
        // A bucket has a life and copies of its own.
        if (settings.MediaBucket is not null) return;
        var media = settings.MediaOrDefault;
        if (!Directory.Exists(media)) return;
        // What is being worked on belongs to nobody yet.
        var arriving = Path.Combine(media, FolderStore.Waiting) + Path.DirectorySeparatorChar;
        foreach (var file in Directory.EnumerateFiles(media, "*", SearchOption.AllDirectories).Where(file => !file.StartsWith(arriving, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            try { await archive.Add("media/" + Path.GetRelativePath(media, file).Replace('\\', '/'), file, ct); }
            catch (FileNotFoundException)
            {
                // Deleted since the list was made.
            }
        }
    }
}
