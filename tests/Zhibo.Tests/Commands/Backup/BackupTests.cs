using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Posts;
using Zhibo.Posts.Writing;

namespace Zhibo.Tests.Commands.Backup;

public sealed class BackupTests
{
    [BothEngines]
    public async Task A_backup_taken_while_people_write_restores_to_a_consistent_city(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { RealClock = true });
        var wang = await town.Citizen("王小微");
        for (var n = 0; n < 50; n++) await Write(town, wang.AccountId, $"before {n}");
        var picture = Directory.CreateDirectory(Path.Combine(town.Database.Folder.FullName, "media", "ab")).FullName + "/橘子.jpg";
        await File.WriteAllBytesAsync(picture, [1, 2, 3], TestContext.Current.CancellationToken);
        using var enough = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(w => Task.Run(async () =>
        {
            for (var n = 0; !enough.IsCancellationRequested; n++) await Write(town, wang.AccountId, $"during {w} {n}");
        })).ToArray();
        await using var shelf = new Folder();
        var archive = Path.Combine(shelf.Path, "monday.tar.gz");

        var backup = await new Shell(town).Does("", "backup", archive);
        await enough.CancelAsync();
        await Task.WhenAll(writers);

        backup.Code.ShouldBe(0, backup.Error);
        Directory.GetFiles(shelf.Path).ShouldBe([archive]);
        await using var empty = await TownDatabase.Create(engine, migrated: false);
        var restore = await Shell.Does(empty, "", "restore", archive);
        restore.Code.ShouldBe(0, restore.Error);
        File.ReadAllBytes(Path.Combine(empty.Folder.FullName, "media", "ab", "橘子.jpg")).ShouldBe([1, 2, 3]);

        var (posts, counted) = await Look(empty);
        posts.Count(p => p.StartsWith("before", StringComparison.Ordinal)).ShouldBe(50);
        counted.ShouldBe(posts.Count);
        var now = await town.Read(db => db.Posts.Select(p => p.Text).ToListAsync());
        posts.Except(now).ShouldBeEmpty();

        if (engine == EngineKind.Postgres)
        {
            var served = await new Shell(town).Does("", "restore", archive, "--force");
            (served.Code, served.Error.Split('\n')[^1]).ShouldBe((1, "zhibo: a zhibo is at work on this database; stop every node first"));
        }
        var again = await Shell.Does(empty, "", "restore", archive);
        (again.Code, again.Error.Contains("--force", StringComparison.Ordinal)).ShouldBe((1, true));
        (await Shell.Does(empty, "", "restore", archive, "--force")).Code.ShouldBe(0);
        (await Look(empty)).Posts.Count.ShouldBe(posts.Count);
    }

    [BothEngines]
    public async Task An_archive_that_is_not_what_it_says_touches_nothing(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { RealClock = true });
        await Write(town, (await town.Citizen("王小微")).AccountId, "橘子");
        await using var shelf = new Folder();
        var archive = Path.Combine(shelf.Path, "good.tar.gz");
        (await new Shell(town).Does("", "backup", archive)).Code.ShouldBe(0);
        await using var empty = await TownDatabase.Create(engine, migrated: false, alone: true);

        await Refused("damaged", Rewrite(archive, "database", bytes => { bytes[^20] ^= 1; return bytes; }));
        await Refused("no manifest", Rewrite(archive, "manifest.json", _ => null));
        await Refused("newer Zhibo", Rewrite(archive, "manifest.json", Replace("\"migration\": ", "\"migration\": 9")));
        await Refused(engine == EngineKind.Sqlite ? "a backup of postgres" : "a backup of sqlite",
            Rewrite(archive, "manifest.json", engine == EngineKind.Sqlite ? Replace("\"sqlite\"", "\"postgres\"") : Replace("\"postgres\"", "\"sqlite\"")));
        await Refused("damaged or no backup", Cut(archive));
        await Refused("none of a backup's", Rewrite(archive, "database", b => b, rename: "../outside"));
        (await Shell.Does(empty, "", "restore", archive)).Code.ShouldBe(0);

        async Task Refused(string why, string file)
        {
            var said = await Shell.Does(empty, "", "restore", file);
            said.Code.ShouldBe(1, why);
            said.Error.Split('\n')[^1].ShouldContain(why);
            Directory.Exists(Path.Combine(empty.Folder.FullName, "restoring")).ShouldBeFalse();
        }
    }

    private static Func<byte[], byte[]> Replace(string from, string to) => bytes => Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(from, to, StringComparison.Ordinal));

    private static string Cut(string archive)
    {
        var bytes = File.ReadAllBytes(archive);
        File.WriteAllBytes(archive + ".cut", bytes[..(bytes.Length / 2)]);
        return archive + ".cut";
    }

    private static string Rewrite(string archive, string entry, Func<byte[], byte[]?> change, string? rename = null)
    {
        var target = $"{archive}.{Guid.CreateVersion7():N}";
        using var source = new TarReader(new GZipStream(File.OpenRead(archive), CompressionMode.Decompress));
        using var gzip = new GZipStream(File.Create(target), CompressionLevel.Fastest);
        using var tar = new TarWriter(gzip);
        while (source.GetNextEntry(copyData: true) is { } from)
        {
            using var memory = new MemoryStream();
            from.DataStream?.CopyTo(memory);
            var bytes = from.Name == entry ? change(memory.ToArray()) : memory.ToArray();
            if (bytes is not null) tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, from.Name == entry && rename is not null ? rename : from.Name) { DataStream = new MemoryStream(bytes) });
        }
        return target;
    }

    private static Task<Post> Write(Town town, long author, string text) =>
        town.Use<CreatePost, Post>(create => create.Run(new CreatePost.Input(author, text), CancellationToken.None));

    private static async Task<(List<string> Posts, int Counted)> Look(TownDatabase database)
    {
        var engine = Zhibo.Data.Engine.For(database.Settings, 1);
        using var file = engine as IDisposable;
        // What stays open would count as a node at work.
        await using var server = engine as IAsyncDisposable;
        await using var connection = engine.OpenReadConnection();
        await using var db = engine.NewDb(connection);
        return (await db.Posts.Select(p => p.Text).ToListAsync(), await db.Accounts.Select(a => a.PostsCount).SingleAsync());
    }
}
