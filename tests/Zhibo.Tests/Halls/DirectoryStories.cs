using System.Net;
using Zhibo.Regions;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Halls;

/// <summary>Finding an office in a hall.</summary>
public sealed class DirectoryStories
{
    [BothEngines]
    public async Task An_office_is_found_by_name_handle_pinyin_and_filters(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await Staff(halls);
        const string list = "/halls/deyang/agencies?view=list";

        (await halls.Directory(list + "&q=交通")).ShouldBe(["旌阳交通"]);
        (await halls.Directory(list + "&q=旌阳+办公室")).ShouldBe(["旌阳交通", "旌阳公安"]);
        (await halls.Directory(list + "&q=JINGYANGJIAO")).ShouldBe(["旌阳交通"]);
        (await halls.Directory(list + "&line=gongan")).ShouldBe(["德阳公安", "旌阳公安"]);
        (await halls.Directory(list + "&level=city")).ShouldBe(["德阳公安"]);
        (await halls.Directory(list + "&region=510603&line=gongan")).ShouldBe(["旌阳公安"]);
        // The chips beside the hall's posts lead to the same lists.
        var chips = (await halls.Town.Stranger.Page("/halls/deyang")).QuerySelectorAll(".hall-directory a.chip").ToDictionary(c => c.FirstChild!.TextContent.Trim(), c => c.GetAttribute("href")!);
        (await halls.Directory(chips["公安"])).ShouldBe(["德阳公安", "旌阳公安"]);
        (await halls.Directory(chips["旌阳"])).ShouldBe(["旌阳交通", "旌阳公安"]);
        (await halls.Directory(list + "&q=" + Uri.EscapeDataString("'\"><script>"))).ShouldBeEmpty();
        (await halls.Town.Stranger.Get(list + "&q=%00")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await halls.Town.Stranger.Get(list + "&q=" + new string('长', 100))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
    }

    [Fact]
    public async Task An_office_is_found_by_how_it_sounds()
    {
        Assert.SkipWhen(Pinyin.Of("环").Full.Length == 0, "no table of readings yet");
        await using var halls = await HallTown.Start(EngineKind.Sqlite);
        await halls.Office("德阳环保", "hb001", "5106", "jiaoyu");
        await Staff(halls);

        foreach (var query in new[] { "huanbao", "dyhb", "deyang huanbao" })
            (await halls.Directory("/halls/deyang/agencies?view=list&q=" + Uri.EscapeDataString(query))).ShouldBe(["德阳环保"], query);
    }

    [BothEngines]
    public async Task The_tree_goes_by_region_and_parent_and_the_map_has_a_list(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await Staff(halls);

        var tree = await halls.Town.Stranger.Page("/halls/deyang/agencies");
        tree.QuerySelectorAll(".tree > details > summary").Select(s => s.FirstChild!.TextContent.Trim()).ShouldBe(["旌阳区"]);
        tree.QuerySelector(".tree > ul > li .name bdi")!.TextContent.ShouldBe("德阳公安");
        // A station stands under its bureau, which is in the same county.
        tree.QuerySelector(".tree > details li details .name bdi")!.TextContent.ShouldBe("旌阳公安");
        (await halls.Directory("/halls/deyang/agencies?view=tree&region=510603")).ShouldBe(["旌阳交通", "旌阳公安"]);

        var map = await halls.Town.Stranger.Page("/halls/deyang/agencies?view=map");
        map.QuerySelectorAll(".map-places li").Select(p => p.GetAttribute("data-lat")).ShouldBe(["31.127", "31.142", "31.142"]);
        map.QuerySelector("script[src*='/map.']").ShouldNotBeNull();
        map.QuerySelector("[data-map]")!.GetAttribute("data-tiles").ShouldBe("");
    }

    [Fact]
    public async Task Tiles_are_fetched_from_where_the_setting_says_and_on_the_map_alone()
    {
        await using var halls = await HallTown.Start(EngineKind.Sqlite, s => s.Site.TileUrl = "https://{s}.tiles.example/{z}/{x}/{y}.png");
        await Staff(halls);

        (await Policy("/halls/deyang/agencies?view=map")).ShouldContain("img-src 'self' data: https://*.tiles.example;");
        (await Policy("/halls/deyang/agencies?view=list")).ShouldNotContain("tiles.example");

        async Task<string> Policy(string path) => (await halls.Town.Stranger.Get(path)).Headers.GetValues("Content-Security-Policy").Single();
    }

    [Fact]
    public async Task Large_branches_are_pages_of_their_own_and_long_lists_have_pages()
    {
        await using var halls = await HallTown.Start(EngineKind.Sqlite);
        await Staff(halls);
        await halls.Villages(210, "510603", "jiaoyu");

        var tree = await halls.Town.Stranger.Page("/halls/deyang/agencies");
        var link = tree.QuerySelector(".tree .elsewhere a")!;
        link.TextContent.ShouldContain("旌阳区");
        var county = await halls.Town.Stranger.Page(link.GetAttribute("href")!);
        county.QuerySelectorAll(".tree li").Length.ShouldBeInRange(190, 201);
        county.QuerySelector(".rest a")!.GetAttribute("href")!.ShouldContain("region=510603");

        var list = await halls.Town.Stranger.Page("/halls/deyang/agencies?view=list&line=jiaoyu");
        list.QuerySelectorAll(".people li").Length.ShouldBe(30);
        (await halls.Town.Stranger.Page(list.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).QuerySelectorAll(".people li").Length.ShouldBe(30);
    }

    private static async Task Staff(HallTown halls)
    {
        await halls.Office("德阳公安", "deyanggongan", "5106", "gongan", RegionLevel.City);
        var roads = await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong");
        await halls.Office("旌阳公安", "jingyanggongan", "510603", "gongan", parent: roads);
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
    }
}
