using System.CommandLine;
using System.Globalization;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Commands.Backup;

/// <summary>Everything is unpacked beside its place and compared with the manifest before anything is touched.</summary>
internal static class RestoreVerb
{
    private static readonly Argument<string> File = new("FILE") { Description = "An archive written by backup" };

    private static readonly Option<bool> Force = new("--force") { Description = "Replace what is there (an SQLite database is kept as zhibo.db.before-restore)" };

    public static Command New() =>
        new Command("restore", "Put a backup into an empty data folder or database") { File, Force }.Does(Run);

    private static async Task<int> Run(Call call)
    {
        var settings = call.Configured.Settings;
        var source = Path.GetFullPath(call.Get(File));
        if (!System.IO.File.Exists(source)) throw new CommandFailure($"{source} does not exist");
        using var only = OnlyServer.Of(settings);
        await using var services = Site.Services(settings);
        var migrator = services.GetRequiredService<Migrator>();
        var copy = DatabaseCopy.For(services.GetRequiredService<Engine>());
        if (!call.Get(Force) && copy.Rows().Any(table => table.Key is "accounts" or "posts" && table.Value > 0))
            throw new CommandFailure("there is a city here already; --force replaces it");
        var staging = Path.Combine(settings.Data, "restoring");
        if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        try
        {
            await call.Error.WriteLineAsync("unpacking and comparing …");
            var manifest = await ArchiveReader.Unpack(source, staging, call.Stop);
            Fits(manifest, copy, migrator);
            await copy.PutBack(Path.Combine(staging, Manifest.Database), call.Stop);
            if (Differences(manifest, copy) is { Count: > 0 } differences)
                throw new CommandFailure("the restored database is not the one that was backed up: " + string.Join(", ", differences));
            PutFiles(staging, settings);
            migrator.Run();
            await call.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"restored the city of {manifest.At:u}: {manifest.Rows["accounts"]} accounts, {manifest.Rows["posts"]} posts, {manifest.Files.Count - 1} files"));
            return 0;
        }
        finally
        {
            if (Directory.Exists(staging)) Directory.Delete(staging, recursive: true);
        }
    }

    private static void Fits(Manifest manifest, DatabaseCopy copy, Migrator migrator)
    {
        if (manifest.Engine != copy.EngineName)
            throw new CommandFailure($"this is a backup of {manifest.Engine}, the database set here is {copy.EngineName}");
        var newest = migrator.Known.Max(k => k.Number);
        if (manifest.Migration > newest)
            throw new CommandFailure($"this backup was made by a newer Zhibo ({manifest.Zhibo}); use that program or a newer one");
        if (!manifest.Files.ContainsKey(Manifest.Database)) throw new CommandFailure("the archive holds no database");
    }

    private static List<string> Differences(Manifest manifest, DatabaseCopy copy)
    {
        var now = copy.Rows();
        return [.. manifest.Rows.Where(r => now.GetValueOrDefault(r.Key, -1) != r.Value).Select(r => r.Key)];
    }

    private static void PutFiles(string staging, Settings settings)
    {
        var own = Path.Combine(settings.Data, "appsettings.json");
        if (System.IO.File.Exists(Path.Combine(staging, "appsettings.json")) && !System.IO.File.Exists(own))
            System.IO.File.Move(Path.Combine(staging, "appsettings.json"), own);
        var media = Path.Combine(staging, "media");
        if (!Directory.Exists(media) || settings.MediaBucket is not null) return;
        foreach (var file in Directory.EnumerateFiles(media, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(settings.MediaOrDefault, Path.GetRelativePath(media, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            System.IO.File.Move(file, to, overwrite: true);
        }
    }
}
