using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts;

namespace Zhibo.Tests.Faults;

/// <summary>The record is sacred: an acknowledged post survives a crash, and is there once. A class for each engine, so that both
/// are killed at the same time.</summary>
public abstract class KilledSiteTests(EngineKind engine, string? missing)
{
    private const int Clients = 16;

    // A soak run asks for more, a slow machine for fewer.
    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("ZHIBO_TEST_KILLS") ?? "30", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Killed_thirty_times_while_sixteen_write_it_has_every_acknowledged_post_once()
    {
        Assert.SkipWhen(missing is not null, missing ?? "");
        await using var database = await TownDatabase.Create(engine);
        await using var site = await SiteProcess.Settle(database);
        var acknowledged = new ConcurrentDictionary<string, string>();
        using var enough = new CancellationTokenSource();
        await site.Start();
        var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => Write(site, n, acknowledged, enough.Token))).ToArray();

        for (var kill = 0; kill < Kills; kill++)
        {
            var before = acknowledged.Count;
            // Only a site at work is worth killing.
            while (acknowledged.Count == before) await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(RandomNumberGenerator.GetInt32(0, 300), TestContext.Current.CancellationToken);
            await site.Kill();
            await site.Start();
        }
        await enough.CancelAsync();
        await Task.WhenAll(clients);

        await Compare(database, acknowledged);
    }

    [Fact]
    public async Task Told_to_stop_it_finishes_what_it_began_and_goes_soon()
    {
        Assert.SkipWhen(missing is not null, missing ?? "");
        await using var database = await TownDatabase.Create(engine);
        await using var site = await SiteProcess.Settle(database);
        var acknowledged = new ConcurrentDictionary<string, string>();
        using var enough = new CancellationTokenSource();
        await site.Start();
        // A reader who would stay for ever.
        using var stream = await site.Http.GetAsync("/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var clients = Enumerable.Range(0, Clients).Select(n => Task.Run(() => Write(site, n, acknowledged, enough.Token))).ToArray();
        while (acknowledged.Count < 50) await Task.Delay(5, TestContext.Current.CancellationToken);

        (await site.Stop(TimeSpan.FromSeconds(15))).ShouldBe(0);

        await site.Start();
        await enough.CancelAsync();
        await Task.WhenAll(clients);
        await Compare(database, acknowledged);
    }

    /// <summary>A careful client: what was not answered is sent again under the same key, until it is.</summary>
    private static async Task Write(SiteProcess site, int client, ConcurrentDictionary<string, string> acknowledged, CancellationToken enough)
    {
        for (var n = 0; !enough.IsCancellationRequested; n++)
        {
            var text = $"橘子 {client} {n} @chen";
            while (true)
            {
                var (_, id) = await site.Post(text, $"{client}-{n}", CancellationToken.None);
                if (id is not null)
                {
                    acknowledged[text] = id;
                    break;
                }
                await Task.Delay(100, CancellationToken.None);
            }
        }
    }

    private static async Task Compare(TownDatabase database, ConcurrentDictionary<string, string> acknowledged)
    {
        var engine = Engine.For(database.Settings, 1);
        using var closing = engine as IDisposable;
        await using var connection = engine.OpenReadConnection();
        await using var db = engine.NewDb(connection);
        var posts = await db.Posts.AsNoTracking().Where(p => p.Kind == PostKind.Original).Select(p => new { p.Id, p.Text }).ToListAsync();

        posts.Count.ShouldBeGreaterThan(Kills);
        posts.GroupBy(p => p.Text).Where(g => g.Count() > 1).ShouldBeEmpty();
        // Every client ended on an answer, so nothing is here that nobody knows of.
        posts.ToDictionary(p => p.Text, p => p.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)).ShouldBe(acknowledged, ignoreOrder: true);
        (await db.Accounts.SingleAsync(a => a.Handle == "wang")).PostsCount.ShouldBe(posts.Count);
        if (engine is not SqliteEngine) return;
        await using var check = connection.CreateCommand();
        check.CommandText = "PRAGMA integrity_check";
        check.ExecuteScalar().ShouldBe("ok");
    }
}

public sealed class KilledSqliteSiteTests() : KilledSiteTests(EngineKind.Sqlite, TownDatabase.SqliteMissing);

public sealed class KilledPostgresSiteTests() : KilledSiteTests(EngineKind.Postgres, TownDatabase.PostgresMissing);
