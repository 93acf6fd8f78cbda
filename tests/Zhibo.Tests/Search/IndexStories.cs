using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Posts;
using Zhibo.Search.Indexing;
using Zhibo.Shared;

namespace Zhibo.Tests.Search;

/// <summary>What stands in the index, whatever happens to the site.</summary>
public sealed class IndexStories
{
    [BothEngines]
    public async Task What_nobody_was_told_of_is_found_after_a_start(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        await wang.Posts("第一条停水");
        await town.Indexed();
        var old = Bring(town, wang, town.Clock.GetUtcNow().AddYears(-3), "三年前停水");
        await town.Write(db => { db.Posts.Add(old); });
        // Younger than everything, and told to nobody either: the process died.
        await town.Write(db => { db.Posts.Add(Bring(town, wang, town.Clock.GetUtcNow().AddSeconds(1), "刚才停水")); });
        await town.Restart();
        await town.Indexed();
        (await town.Stranger.Finds("停水")).ShouldBe(["刚才停水", "第一条停水", "三年前停水"]);
        (await town.Stranger.Finds("停水 before:" + town.Clock.GetUtcNow().AddYears(-1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).ShouldBe(["三年前停水"]);
    }

    [BothEngines]
    public async Task Old_posts_come_in_between_and_stay_in_their_order(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var start = town.Clock.GetUtcNow().AddDays(-30);
        List<(DateTimeOffset At, string Text)> said = [];
        foreach (var (batch, step) in new[] { (0, 60), (1, 7), (2, 1) })
        {
            var posts = Enumerable.Range(0, 40).Select(n => Bring(town, wang, start.AddSeconds((n * step) + batch), $"停水{batch}之{n}")).ToList();
            said.AddRange(posts.Select(p => (p.CreatedAt, p.Text)));
            await town.Write(db =>
            {
                db.Posts.AddRange(posts);
                foreach (var post in posts) db.Raise(new PostPublished(post.Id, post.AuthorId, post.Kind, post.Visibility, null, null, []) { Imported = true });
            });
            await town.Indexed();
        }
        List<string> found = [];
        for (string? before = ""; before is not null;)
        {
            var page = (await town.Stranger.Search("停水", "&type=statuses&limit=40" + before)).GetProperty("statuses");
            found.AddRange(page.EnumerateArray().Select(s => Person.PlainText(s.GetProperty("content").GetString()!)));
            before = page.GetArrayLength() < 40 ? null : $"&max_id={page[39].GetProperty("id").GetString()}";
        }
        found.Count.ShouldBe(120);
        said.GroupBy(s => s.At.ToUnixTimeSeconds()).OrderByDescending(g => g.Key).SelectMany(g => found.Skip(found.FindIndex(f => g.Any(s => s.Text == f))).Take(g.Count()).Order(StringComparer.Ordinal))
            .ShouldBe(said.GroupBy(s => s.At.ToUnixTimeSeconds()).OrderByDescending(g => g.Key).SelectMany(g => g.Select(s => s.Text).Order(StringComparer.Ordinal)));
    }

    [BothEngines]
    public async Task The_index_can_be_made_anew(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        foreach (var n in Enumerable.Range(0, 5)) await wang.Posts($"第{n}次停水");
        await town.Indexed();
        (await town.Use<RebuildIndex, long>(rebuild => rebuild.Run(_ => { }, CancellationToken.None))).ShouldBe(5);
        (await town.Stranger.Finds("停水")).Length.ShouldBe(5);
        // Made by an older program, which took other words from a text.
        await town.Write(db => { db.SearchStates.AsTracking().Single().Analyser = 0; });
        await wang.Posts("又停水");
        await town.Restart();
        await town.Indexed();
        (await town.Stranger.Finds("停水")).Length.ShouldBe(6);
    }

    [Fact]
    public async Task Two_nodes_find_the_same()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres);
        await using var other = await town.AnotherNode();
        var wang = await town.Citizen("王小微", "wang");
        var there = wang.At(other);
        string[] written = [.. await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? wang : there).Posts($"第{n}次停水")))];
        await town.Indexed();
        await other.Indexed();
        foreach (var node in new[] { town, other })
        {
            (await node.Stranger.Finds("停水")).Length.ShouldBe(20);
            (await node.Stranger.FindsAccounts("wxw")).ShouldBe(["王小微"]);
        }
        await there.Edits(written[0], "来水了");
        await wang.Deletes(written[1]);
        await town.Indexed();
        await other.Indexed();
        foreach (var node in new[] { town, other })
        {
            (await node.Stranger.Finds("停水")).Length.ShouldBe(18);
            (await node.Stranger.Finds("来水")).ShouldBe(["来水了"]);
        }
    }

    private static Post Bring(Town town, Person author, DateTimeOffset at, string text) =>
        new() { Id = town.Services.GetRequiredService<Ids>().At(at), AuthorId = author.AccountId, Text = text };
}
