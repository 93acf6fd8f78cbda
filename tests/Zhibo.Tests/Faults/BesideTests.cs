using System.Net;
using Zhibo.Data;

namespace Zhibo.Tests.Faults;

/// <summary>Commands are run while the site serves. SQLite keeps the two apart with locks on its files, and the last one to leave
/// moves the log into the file and removes it: nobody may believe to be the last while the site is there.</summary>
public sealed class BesideTests
{
    [Fact]
    public async Task A_command_beside_the_site_leaves_it_its_log()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var database = await TownDatabase.Create(EngineKind.Sqlite);
        await using var site = await SiteProcess.Settle(database);
        // Whatever it does after its start has been done.
        await site.Start("posts for timelines");
        List<string?> posts = [(await site.Post("早上好", "1", ct)).Id];

        foreach (var who in new[] { "liu", "zhao", "sun" })
        {
            await site.Beside("user", "add", who, "--generate");
            File.Exists(database.Settings + "-wal").ShouldBeTrue();
            posts.Add((await site.Post($"欢迎 @{who}", who, ct)).Id);
            (await site.Http.GetAsync($"/@{who}", ct)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
        await site.Kill();

        posts.ShouldAllBe(id => id != null);
        var engine = Engine.For(database.Settings, 1);
        using var closing = engine as IDisposable;
        await using var connection = engine.OpenReadConnection();
        await using var look = connection.CreateCommand();
        look.CommandText = "SELECT count(*) FROM posts";
        look.ExecuteScalar().ShouldBe(4L);
        look.CommandText = "PRAGMA integrity_check";
        look.ExecuteScalar().ShouldBe("ok");
    }
}
