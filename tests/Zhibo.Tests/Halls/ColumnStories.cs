using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Posts;
using Zhibo.Posts.Live;
using Zhibo.Regions;
using Zhibo.Shared;
using Zhibo.Tests.Feeds;
using Zhibo.Web;

namespace Zhibo.Tests.Halls;

/// <summary>Topics under which a hall publishes regularly.</summary>
public sealed class ColumnStories
{
    private static readonly string Morning = Uri.EscapeDataString("微晨语");

    [BothEngines]
    public async Task A_column_shows_what_the_agencies_of_the_hall_say_under_its_topic(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var (city, county, other) = await Offices(halls);
        var wang = await halls.Town.Citizen("王小微", "wang");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        (await Tabs(halls)).ShouldBe(["最新", "条线", "区县", "级别"]);
        await Keeps(halls, "#微晨语#\r\n\r\n 今日德阳 \r\n＃今日德阳＃");

        var morning = await city.Posts("早安 #微晨语#");
        foreach (var (who, text) in new[] { (county, "旌阳早安 #微晨语#"), (wang, "我也早安 #微晨语#"), (other, "绵阳早安 #微晨语#"), (city, "下班了 #今日德阳#"), (city, "没有话题") })
        {
            halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
            await who.Posts(text);
        }
        await city.Posts("粉丝早安 #微晨语#", "private");
        await county.Posts("评论早安 #微晨语#", answering: morning);

        (await Tabs(halls)).ShouldBe(["最新", "栏目", "条线", "区县", "级别"]);
        var page = await halls.Town.Stranger.Page($"/halls/deyang?column={Morning}");
        page.Title!.ShouldContain("微晨语 · 德阳发布厅");
        page.QuerySelectorAll(".hall-posts .chip-links .chip").Select(c => c.TextContent.Trim()).ShouldBe(["微晨语", "今日德阳"]);
        page.QuerySelector(".hall-posts .chip-links .current")!.TextContent.Trim().ShouldBe("微晨语");
        (await halls.Posts($"/halls/deyang?column={Morning}")).ShouldBe(["旌阳早安 #微晨语#", "早安 #微晨语#"]);
        (await halls.Posts($"/?column={Morning}&region=510603")).ShouldBe(["旌阳早安 #微晨语#"]);
        (await halls.Posts("/?column=" + Uri.EscapeDataString("今日德阳"))).ShouldBe(["下班了 #今日德阳#"]);
        // The tab itself opens the first.
        (await halls.Posts("/halls/deyang?column=")).ShouldBe(await halls.Posts($"/?column={Morning}"));
        foreach (var unknown in new[] { "没有的", "%00", "%F0%9F", "<script>", new string('a', 200) })
            (await halls.Town.Stranger.Get("/halls/deyang?column=" + unknown)).StatusCode.ShouldBe(HttpStatusCode.NotFound, unknown);

        // Muted is muted here too, and who left the hall has left its columns.
        await wang.Mutes(county);
        (await halls.Posts($"/halls/deyang?column={Morning}", wang)).ShouldBe(["早安 #微晨语#"]);
        await halls.Unseals(city);
        (await halls.Posts($"/halls/deyang?column={Morning}")).ShouldBe(["旌阳早安 #微晨语#"]);

        var json = await halls.Town.Stranger.Json("/api/zhibo/v1/halls/deyang");
        json.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("name").GetString()).ShouldBe(["微晨语", "今日德阳"]);
        json.GetProperty("columns")[0].GetProperty("url").GetString()!.ShouldEndWith($"/?column={Morning}");

        await Keeps(halls, "今日德阳");
        (await halls.Town.Stranger.Get($"/halls/deyang?column={Morning}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await halls.Town.Stranger.Get($"/feeds/columns/deyang.{Morning}.rss")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await Keeps(halls, "");
        (await halls.Town.Stranger.Get("/halls/deyang?column=")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Tabs(halls)).ShouldBe(["最新", "条线", "区县", "级别"]);
    }

    [BothEngines]
    public async Task Pages_go_back_however_much_others_say_under_the_topic(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var (city, _, _) = await Offices(halls);
        var wang = await halls.Town.Citizen("王小微", "wang");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("columns", "微晨语"));
        for (var n = 1; n <= 22; n++) await city.Posts($"第{n.ToString(CultureInfo.InvariantCulture)}天 #微晨语#");
        await Floods(halls, wang, "微晨语", 6_100);

        // More than is looked at for one page: the hall is asked for its own instead.
        var newest = await halls.Town.Stranger.Page($"/?column={Morning}");
        Texts(newest).ShouldBe(Enumerable.Range(3, 20).Reverse().Select(n => $"第{n.ToString(CultureInfo.InvariantCulture)}天 #微晨语#"));
        (await halls.Town.JsonFeed($"/feeds/columns/deyang.{Morning}.json")).GetProperty("items").GetArrayLength().ShouldBe(20);
        Older(newest)!.ShouldContain($"column={Morning}&before=");
        var last = await halls.Town.Stranger.Page(Older(newest)!);
        Texts(last).ShouldBe(["第2天 #微晨语#", "第1天 #微晨语#"]);
        Older(last).ShouldBeNull();
    }

    [BothEngines]
    public async Task A_column_has_feeds_a_code_and_an_embed_of_its_own(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine, s => s.Site.Domain = "zhibo.example");
        var (city, _, other) = await Offices(halls);
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("columns", "微晨语\n24/7.热线?"));
        foreach (var entries in await halls.Town.AllForms($"/feeds/columns/deyang.{Morning}")) entries.ShouldBeEmpty();
        var first = await city.Posts("早安 #微晨语#");
        await city.Posts("没有话题");
        await city.Posts("打这里 #24/7.热线?#");
        await other.Posts("绵阳早安 #微晨语#");

        foreach (var entries in await halls.Town.AllForms($"/feeds/columns/deyang.{Morning}"))
            entries.Select(e => e.Id).ShouldBe([$"https://zhibo.example/posts/{first}"]);
        (await halls.Town.Stranger.Page("/")).QuerySelectorAll("head link[href*='/feeds/columns/']").Length.ShouldBe(2);
        foreach (var name in new[] { "微晨语", "24/7.热线?" })
        {
            var path = "/?column=" + Uri.EscapeDataString(name);
            var page = await halls.Town.Stranger.Page(path);
            page.QuerySelector("link[rel=canonical]")!.GetAttribute("href").ShouldBe("https://zhibo.example" + path);
            var feeds = page.QuerySelectorAll("head link[href*='/feeds/columns/']").Select(l => new Uri(l.GetAttribute("href")!).AbsolutePath).ToList();
            feeds.Count.ShouldBe(3);
            // The page where a hall's feeds are offered offers those of its column.
            var share = await halls.Town.Stranger.Page("/embed?url=" + Uri.EscapeDataString(path));
            share.QuerySelectorAll("main a[href^='/feeds/']").Select(a => a.GetAttribute("href")).ShouldBe(feeds);
            foreach (var link in share.QuerySelectorAll("main a[href^='/'], main img[src^='/']").Select(l => l.GetAttribute("href") ?? l.GetAttribute("src")!))
                (await halls.Town.Stranger.Get(link)).StatusCode.ShouldBe(HttpStatusCode.OK, link);
            (await halls.Town.JsonFeed(feeds[2])).GetProperty("items").GetArrayLength().ShouldBe(1, name);
        }
        (await halls.Town.Stranger.Page("/embed?url=/halls/deyang")).QuerySelector("main a[href^='/feeds/']")!.GetAttribute("href").ShouldBe("/feeds/halls/deyang.rss");
        foreach (var path in new[] { "/feeds/columns/deyang.rss", "/feeds/columns/deyang..rss", $"/feeds/columns/nowhere.{Morning}.rss", $"/feeds/columns/.{Morning}.atom", "/feeds/columns/deyang.nothing.json" })
            (await halls.Town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [BothEngines]
    public async Task What_cannot_be_a_topic_is_refused_with_its_name(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await halls.Opens("deyang", "德阳发布厅", ("columns", "微晨语"));
        foreach (var (typed, told) in new[]
        {
            ("微晨语\n#微晨语# #今日德阳#", "微晨语# #今日德阳"), ("！！！", "“！！！”"), ("##", "“##”"), ("看 https://example.com", "看 example.com"), (new string('织', 65), "64"),
            (string.Join('\n', Enumerable.Range(1, 13).Select(n => $"栏目{n}")), "12"), ("早\u0001安", ""), (new string('长', 5000), ""),
        })
        {
            var page = await halls.Keeper.Submits(await halls.Keeper.Page("/admin/halls/deyang"), "form[action='/admin/halls/deyang']", HttpStatusCode.UnprocessableEntity, ("columns", typed));
            page.QuerySelector("#f-columns-error")!.TextContent.ShouldContain(told);
            if (!typed.Contains('\u0001')) ((IHtmlTextAreaElement)page.QuerySelector("#f-columns")!).DefaultValue.ShouldBe(typed);
        }
        // A name is a name, and the form gives back what is kept.
        await Keeps(halls, "<b>粗体</b>\n\u202EC++ 与 我");
        (await halls.Town.Stranger.Page("/?column=")).QuerySelectorAll(".hall-posts .chip-links .chip").Select(c => c.TextContent.Trim()).ShouldBe(["<b>粗体</b>", "C++ 与 我"]);
        ((IHtmlTextAreaElement)(await halls.Keeper.Page("/admin/halls/deyang")).QuerySelector("#f-columns")!).DefaultValue.ShouldBe("<b>粗体</b>\nC++ 与 我");
    }

    [BothEngines]
    public async Task An_open_page_hears_its_column_and_strangers_are_shown_a_kept_one(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var (city, _, other) = await Offices(halls);
        var wang = await halls.Town.Citizen("王小微", "wang");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("columns", "微晨语"));
        var path = $"/halls/deyang?column={Morning}";
        var name = (await halls.Town.Stranger.Page(path)).QuerySelector("[data-cards]")!.GetAttribute("data-stream")!;
        name.ShouldBe($"hall:deyang?column={Morning}");
        var source = halls.Town.Services.GetRequiredService<LiveSource>();
        (await source.Of("deyang?column=nothing", default)).ShouldBeNull();
        // Opened before anybody wrote under the topic.
        using var stream = await halls.Listen(name);
        await wang.Posts("我也早安 #微晨语#");
        await other.Posts("绵阳早安 #微晨语#");
        await city.Posts("没有话题");
        var first = await city.Posts("早安 #微晨语#");
        (await HallTown.Heard(stream)).ShouldBe(first);
        using var again = await halls.Listen(name);
        await city.Posts("又一条");
        var second = await city.Posts("早安了 #今天# #微晨语#");
        (await HallTown.Heard(again)).ShouldBe(second);
        (await HallTown.Heard(stream)).ShouldBe(second);

        var cache = halls.Town.Services.GetRequiredService<PageCache>();
        (await halls.Posts(path)).Length.ShouldBe(2);
        var hits = cache.Hits;
        (await halls.Posts(path)).Length.ShouldBe(2);
        cache.Hits.ShouldBe(hits + 1);
        await city.Posts("第三条 #微晨语#");
        (await halls.Posts(path)).Length.ShouldBe(3);
    }

    [Fact]
    public async Task What_is_a_column_here_is_one_there()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var halls = await HallTown.Start(EngineKind.Postgres);
        await using var there = await halls.Town.AnotherNode();
        var (city, _, _) = await Offices(halls);
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        await halls.Town.Listening(2);
        (await there.Stranger.Page("/halls/deyang")).QuerySelectorAll(".tabs a").Length.ShouldBe(4);

        await Keeps(halls, "微晨语");
        await city.Posts("早安 #微晨语#");
        await TownNodes.Until(async () => (await there.Stranger.Get($"/halls/deyang?column={Morning}")).IsSuccessStatusCode);
        await TownNodes.Until(async () => Texts(await there.Stranger.Page($"/halls/deyang?column={Morning}")) is ["早安 #微晨语#"]);
    }

    private static async Task<(Person City, Person County, Person Other)> Offices(HallTown halls) => (
        await halls.Office("微博德阳", "weibodeyang", "5106", "gongan", RegionLevel.City),
        await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong"),
        await halls.Office("绵阳公安", "mianyanggongan", "5107", "gongan", RegionLevel.City));

    private static async Task Keeps(HallTown halls, string columns) =>
        await halls.Keeper.Submits(await halls.Keeper.Page("/admin/halls/deyang"), "form[action='/admin/halls/deyang']", ("columns", columns));

    private static async Task<string[]> Tabs(HallTown halls) =>
        [.. (await halls.Town.Stranger.Page("/halls/deyang")).QuerySelectorAll(".tabs a").Select(a => a.TextContent.Trim())];

    private static string[] Texts(IHtmlDocument page) => [.. page.QuerySelectorAll(".hall-posts article.post .text").Select(t => t.TextContent.Trim())];

    private static string? Older(IHtmlDocument page) => page.QuerySelector("main a[rel=next]")?.GetAttribute("href");

    private static Task Floods(HallTown halls, Person by, string topic, int posts) => halls.Town.Write(db =>
    {
        var ids = halls.Town.Services.GetRequiredService<Ids>();
        var under = db.Topics.Single(t => t.Name == topic).Id;
        for (var n = 0; n < posts; n++)
        {
            var post = new Post { Id = ids.Next(), AuthorId = by.AccountId, Text = $"#{topic}#" };
            db.Add(post);
            db.Add(new PostTopic { TopicId = under, PostId = post.Id });
        }
    });
}
