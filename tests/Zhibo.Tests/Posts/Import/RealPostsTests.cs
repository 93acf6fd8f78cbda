using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Tests.Demo;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.Posts.Import;

/// <summary>Posts of a real media account, read where they lie: they may not be shipped.</summary>
public sealed class RealPostsTests
{
    private static readonly string Map = Repository.Path("docs", "guide", "import-posts-map.json");

    [BothEngines]
    public async Task Five_months_of_a_media_account_come_in_once(EngineKind engine)
    {
        var file = Repository.Pack("data", "media-posts", "posts.csv");
        await using var town = await Town.Start(engine);
        await town.Citizen("央视新闻", "cctvnews", AccountKind.Agency);
        var partner = await town.Citizen("人民日报", "rmrb", AccountKind.Agency);

        var watch = Stopwatch.StartNew();
        var (outcome, faults) = await town.Imports(file, Map, "cctvnews");
        TestContext.Current.TestOutputHelper?.WriteLine($"{engine}: {watch.ElapsedMilliseconds} ms\n{string.Join('\n', faults)}");
        (outcome.Rows, outcome.Rejected).ShouldBe((1_591, 0));
        outcome.Imported.ShouldBe(await town.Read(db => db.Posts.LongCountAsync()));
        (outcome.Imported + outcome.Unchanged).ShouldBe(1_591);

        var newest = await town.Read(db => db.Posts.OrderByDescending(p => p.Id).FirstAsync());
        newest.CreatedAt.ShouldBe(new DateTimeOffset(2020, 5, 31, 23, 54, 0, TimeSpan.FromHours(8)));
        newest.Text.ShouldNotContain("\u200B\u200B");
        (newest.RepostsCount, newest.CommentsCount, newest.LikesCount).ShouldBe((3_061, 685, 14_333));
        var topic = await town.Read(db => db.Topics.SingleAsync(t => t.Name == "医生陶勇送给网友一首诗"));
        (await town.Read(db => db.PostTopics.AnyAsync(l => l.TopicId == topic.Id && l.PostId == newest.Id))).ShouldBeTrue();
        var named = await town.Read(db => db.Posts.CountAsync(p => p.Text.Contains("@人民日报")));
        (await town.Read(db => db.Mentions.Where(m => m.AccountId == partner.AccountId).Select(m => m.PostId).Distinct().CountAsync())).ShouldBe(named);
        await town.CountsAreRight(brought: true);

        (await town.Imports(file, Map, "cctvnews")).Outcome.ShouldBe(new(1_591, 0, 1_591, 0));
    }
}
