using System.Globalization;
using Zhibo.Posts;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Tests.ClientApi;

public sealed class TimelineTests
{
    [BothEngines]
    public async Task Home_shows_whom_one_follows_newest_first(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"));
        await wang.Follows(li);
        await li.Posts("一");
        await zhao.Posts("不关注");
        await wang.Posts("二");
        await li.Posts("三");

        (await wang.Timeline("home")).ShouldBe(["三", "二", "一"]);
        (await wang.Timeline("public")).ShouldBe(["三", "二", "不关注", "一"]);
        (await town.Stranger.Timeline("public?limit=1")).ShouldBe(["三"]);
        (await town.Stranger.Timeline("public?local=true")).Length.ShouldBe(4);
        (await town.Stranger.Timeline("public?remote=true")).ShouldBeEmpty();
        (await town.Stranger.Timeline("public?remote=true&local=true")).Length.ShouldBe(4);
        (await town.Stranger.Timeline("public?only_media=true")).ShouldBeEmpty();
        (await town.Stranger.Calls(HttpMethod.Get, "/api/v1/timelines/home").AsRefusal()).ShouldBe(System.Net.HttpStatusCode.Unauthorized);
    }

    [BothEngines]
    public async Task Topics_are_found_however_they_are_written(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        await wang.Posts("#DeYang 晴");
        await wang.Posts("#今日德阳# 雨");
        await wang.Posts("#今日德阳# 悄悄", "unlisted");

        (await town.Stranger.Timeline("tag/deyang")).ShouldBe(["#DeYang 晴"]);
        (await town.Stranger.Timeline("tag/ＤＥＹＡＮＧ")).ShouldBe(["#DeYang 晴"]);
        (await town.Stranger.Timeline("tag/今日德阳")).ShouldBe(["#今日德阳# 雨"]);
        (await town.Stranger.Timeline("tag/无人问津")).ShouldBeEmpty();
        (await town.Stranger.Timeline("tag/今日德阳?only_media=1")).ShouldBeEmpty();
        (await town.Stranger.Calls(HttpMethod.Get, "/api/v1/timelines/tag/a?any[]=b").AsRefusal()).ShouldBe(System.Net.HttpStatusCode.UnprocessableEntity);
    }

    [BothEngines]
    public async Task Every_post_stands_on_exactly_one_page(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"));
        await wang.Follows(li);
        await wang.Follows(zhao);
        await wang.Mutes(zhao);
        for (var n = 0; n < 23; n++)
        {
            await li.Posts($"#walk 第{n}条");
            if (n % 2 == 0) await zhao.Posts($"#walk 静音{n}");
            town.Clock.Advance(TimeSpan.FromSeconds(n % 3));
        }
        string[] lists = ["/api/v1/timelines/home", "/api/v1/timelines/public", "/api/v1/timelines/tag/walk", $"/api/v1/accounts/{li.AccountId}/statuses"];
        foreach (var list in lists)
        {
            var all = (await wang.Json(list + "?limit=40")).Ids();
            all.Length.ShouldBe(23, list);
            all.ShouldBe(all.OrderByDescending(long.Parse));
            foreach (var size in new[] { 1, 7, 23, 40 }) (await wang.Walk($"{list}?limit={size}")).ShouldBe(all.ToList(), $"{list} by {size}");
            (await Upwards(wang, list, all[^1])).ShouldBe(Enumerable.Reverse(all).Skip(1).ToList(), list);
            (await wang.Leaf($"{list}?since_id={all[5]}")).Ids.ShouldBe(all[..5]);
            (await wang.Leaf($"{list}?since_id={all[9]}&limit=3")).Ids.ShouldBe(all[..3]);
            (await wang.Leaf($"{list}?min_id={all[9]}&limit=3")).Ids.ShouldBe(all[6..9]);
            (await wang.Leaf($"{list}?max_id={all[3]}&min_id={all[9]}&limit=40")).Ids.ShouldBe(all[4..9]);
            (await wang.Leaf($"{list}?max_id=1")).ShouldBe(([], null, null));
        }
    }

    [BothEngines]
    public async Task Whoever_pages_through_the_past_misses_nothing_that_changes_there(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"));
        await wang.Follows(li);
        List<string> written = [];
        for (var n = 0; n < 12; n++)
        {
            if (n == 6) town.Clock.Advance(TimeSpan.FromMinutes(2));
            written.Add(await li.Posts($"第{n}条"));
            town.Clock.Advance(TimeSpan.FromSeconds(5));
        }
        var page = $"/api/v1/timelines/home?limit=3&max_id={written[8]}";
        (await wang.Json(page)).Ids().ShouldBe([written[7], written[6], written[5]]);

        // What is kept of the past knows of a post that comes in late, of one that goes, and of an author who is new.
        var late = await town.Use<CreatePost, Post>(create => create.Run(new(li.AccountId, "补发的")
        {
            Origin = new(Ids.TimeOf(long.Parse(written[6], CultureInfo.InvariantCulture)).AddSeconds(-30), "late"),
        }, TestContext.Current.CancellationToken));
        (await wang.Json(page)).Ids().ShouldBe([written[7], written[6], late.Id.ToString(CultureInfo.InvariantCulture)]);
        await li.Deletes(written[7]);
        (await wang.Json(page)).Ids().ShouldBe([written[6], late.Id.ToString(CultureInfo.InvariantCulture), written[5]]);
        var other = await town.Use<CreatePost, Post>(create => create.Run(new(zhao.AccountId, "别人的")
        {
            Origin = new(Ids.TimeOf(long.Parse(written[5], CultureInfo.InvariantCulture)).AddSeconds(1), "other"),
        }, TestContext.Current.CancellationToken));
        await wang.Follows(zhao);
        (await wang.Json(page)).Ids().ShouldBe([written[6], late.Id.ToString(CultureInfo.InvariantCulture), other.Id.ToString(CultureInfo.InvariantCulture)]);
        (await wang.Walk("/api/v1/timelines/home?limit=2")).Count.ShouldBe(13);
    }

    [BothEngines]
    public async Task Pages_go_on_after_a_restart(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        await wang.Follows(li);
        for (var n = 0; n < 9; n++) await li.Posts($"第{n}条");
        var before = await wang.Walk("/api/v1/timelines/home?limit=2");
        await town.Restart();

        (await wang.Walk("/api/v1/timelines/home?limit=2")).ShouldBe(before);
    }

    [BothEngines]
    public async Task Links_keep_what_was_asked_for(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var (one, two) = (await wang.Posts("一"), await wang.Posts("二"));

        var (_, next, prev) = await wang.Leaf($"/api/v1/accounts/{wang.AccountId}/statuses?limit=2&exclude_replies=true&max_id=9000000000000000000");
        next.ShouldBe($"{town.Address}api/v1/accounts/{wang.AccountId}/statuses?limit=2&exclude_replies=true&max_id={one}");
        prev.ShouldBe($"{town.Address}api/v1/accounts/{wang.AccountId}/statuses?limit=2&exclude_replies=true&min_id={two}");
    }

    [BothEngines]
    public async Task A_pure_repost_is_shown_once(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao, qian) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"), await town.Citizen("钱七", "qian"));
        await wang.Follows(li);
        await wang.Follows(zhao);
        var post = await qian.Posts("晴");
        var first = (await li.Reposts(post)).Text("id");
        await zhao.Reposts(post);

        (await wang.Json("/api/v1/timelines/home")).Ids().ShouldBe([first]);
        (await town.Stranger.Json("/api/v1/timelines/public")).Ids().ShouldBe([post]);
        (await wang.Json($"/api/v1/accounts/{zhao.AccountId}/statuses")).GetArrayLength().ShouldBe(1);
        (await wang.Json($"/api/v1/accounts/{zhao.AccountId}/statuses?exclude_reblogs=true")).GetArrayLength().ShouldBe(0);
        await qian.Deletes(post);
        (await wang.Json("/api/v1/timelines/home")).GetArrayLength().ShouldBe(0);
    }

    /// <summary>All ids above one, following the links to newer pages.</summary>
    private static async Task<List<string>> Upwards(Person person, string list, string from)
    {
        List<string> ids = [];
        for (var next = $"{list}?limit=4&min_id={from}"; next.Length > 0;)
        {
            var leaf = await person.Leaf(next);
            ids.AddRange(Enumerable.Reverse(leaf.Ids));
            next = leaf.Prev ?? "";
        }
        return ids;
    }
}
