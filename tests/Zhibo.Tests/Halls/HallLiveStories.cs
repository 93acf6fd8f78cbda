using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Regions;
using Zhibo.Web;

namespace Zhibo.Tests.Halls;

/// <summary>Open pages of a hall hear its agencies, and strangers are not served yesterday's.</summary>
public sealed class HallLiveStories
{
    [BothEngines]
    public async Task An_open_page_hears_the_agencies_of_its_tab_and_nobody_else(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan", RegionLevel.City);
        var roads = await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        var stream = await StreamOf(halls, "/halls/deyang?line=jiaotong");
        stream.ShouldBe("hall:deyang?line=jiaotong");
        using var all = await halls.Listen(await StreamOf(halls, "/halls/deyang"));
        using var some = await halls.Listen(stream);

        await (await halls.Town.Citizen("王小微", "wang")).Posts("不是机构说的");
        var first = await police.Posts("公安说");
        var second = await roads.Posts("交通说");

        (await HallTown.Heard(all)).ShouldBe(first);
        (await HallTown.Heard(all)).ShouldBe(second);
        (await HallTown.Heard(some)).ShouldBe(second);
        (await halls.Town.Stranger.Get("/events?stream=hall:nowhere")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await halls.Town.Stranger.Get("/events?stream=board:deyang")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        // What came meanwhile is fetched as cards alone, of this tab.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/halls/deyang?line=jiaotong");
        request.Headers.Add("X-Fragment", "cards");
        var cards = await (await halls.Town.Stranger.Send(request)).Content.ReadAsStringAsync();
        cards.ShouldContain("交通说");
        cards.ShouldNotContain("公安说");
        cards.ShouldNotContain("<html");
    }

    [BothEngines]
    public async Task Tabs_and_directory_pages_are_kept_for_strangers_until_something_changes(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan", RegionLevel.City);
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        var cache = halls.Town.Services.GetRequiredService<PageCache>();
        string[] kept = ["/halls/deyang?line=gongan", "/halls/deyang?region=", "/halls/deyang/agencies", "/halls/deyang/agencies?view=list&line=gongan", "/halls/deyang/agencies?view=map"];
        foreach (var path in kept) (await Twice(path)).ShouldBeTrue(path);
        foreach (var path in new[] { "/halls/deyang/agencies?view=list&q=gongan", "/halls/deyang?line=gongan&done=halls.saved" }) (await Twice(path)).ShouldBeFalse(path);

        await police.Posts("刚说的");
        (await halls.Posts("/halls/deyang?line=gongan")).ShouldBe(["刚说的"]);
        (await halls.Directory(kept[3])).ShouldBe(["德阳公安"]);
        await halls.Office("旌阳公安", "jingyanggongan", "510603", "gongan");
        (await halls.Directory(kept[3])).ShouldBe(["德阳公安", "旌阳公安"]);

        async Task<bool> Twice(string path)
        {
            var hits = cache.Hits;
            for (var n = 0; n < 2; n++) (await halls.Town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            return cache.Hits == hits + 1;
        }
    }

    [Fact]
    public async Task A_hall_page_tells_programs_what_it_is()
    {
        await using var halls = await HallTown.Start(EngineKind.Sqlite, s => s.Site.Domain = "zhibo.example");
        await halls.Office("德阳公安", "deyanggongan", "5106", "gongan");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        foreach (var path in new[] { "/", "/halls/deyang" })
        {
            var page = await halls.Town.Stranger.Page(path);
            page.QuerySelectorAll("head link[href*='/feeds/halls/deyang.']").Length.ShouldBe(3, path);
            page.QuerySelectorAll("head link[type*=oembed]").ShouldNotBeEmpty(path);
            page.QuerySelector("head script[type='application/ld+json']")!.TextContent.ShouldContain("CollectionPage");
        }
        // The first page is the hall's now, so the feed of the city belongs to another.
        (await Text("/feeds/public.json")).ShouldContain("https://zhibo.example/city");
        (await Text("/feeds/halls/deyang.json")).ShouldContain("\"https://zhibo.example/\"");

        async Task<string> Text(string path) => await (await halls.Town.Stranger.Get(path)).Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<string> StreamOf(HallTown halls, string path) =>
        (await halls.Town.Stranger.Page(path)).QuerySelector("[data-cards]")!.GetAttribute("data-stream")!;
}
