using System.Globalization;
using System.Net;
using Zhibo.Agencies;
using Zhibo.Regions;

namespace Zhibo.Tests.Halls;

/// <summary>What the public sees of halls.</summary>
public sealed class HallStories
{
    [BothEngines]
    public async Task A_hall_gathers_its_region_and_its_line_and_what_was_picked(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan", RegionLevel.City);
        var roads = await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong");
        var shifang = await halls.Office("什邡公安", "shifanggongan", "510682", "gongan");
        var mianyang = await halls.Office("绵阳公安", "mianyanggongan", "5107", "gongan", RegionLevel.City);
        var invited = await halls.Office("德阳教育", "deyangjiaoyu", "5106", "jiaoyu", state: AgencyState.Invited);
        foreach (var (office, text) in new[] { (police, "全市公安"), (roads, "旌阳修路"), (shifang, "什邡出警"), (mianyang, "绵阳来信"), (invited, "还没认证") })
        {
            await office.Posts(text);
            halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await police.Posts("只给粉丝", "private");
        await halls.Opens("deyang", "德阳发布厅", ("region", "德阳市"));
        await halls.Opens("jingcha", "公安发布厅", ("line", "gongan"));

        (await halls.Posts("/")).ShouldBe(["什邡出警", "旌阳修路", "全市公安"]);
        (await halls.Posts("/halls/jingcha")).ShouldBe(["绵阳来信", "什邡出警", "全市公安"]);

        await Picks(halls, "deyang", "mianyanggongan", "pick");
        await Picks(halls, "deyang", "什邡公安", "leave_out");
        (await halls.Posts("/halls/deyang")).ShouldBe(["绵阳来信", "旌阳修路", "全市公安"]);
        await Picks(halls, "deyang", "shifanggongan", "drop");
        (await halls.Posts("/halls/deyang")).ShouldBe(["绵阳来信", "什邡出警", "旌阳修路", "全市公安"]);

        var page = await halls.Town.Stranger.Page("/halls/deyang");
        page.QuerySelector("h1")!.TextContent.ShouldContain("德阳发布厅");
        page.QuerySelector(".hall-figures")!.TextContent.ShouldContain("4 家机构");
        page.QuerySelector(".hall-coverage")!.TextContent.ShouldContain("2 / 2");
        (await halls.Town.Stranger.Page("/halls")).QuerySelectorAll(".halls .name").Select(n => n.TextContent.Trim()).ShouldBe(["德阳发布厅", "公安发布厅"]);
        (await halls.Town.Stranger.Page("/city")).QuerySelectorAll("article.post").Length.ShouldBe(5);
    }

    [BothEngines]
    public async Task Tabs_show_a_line_a_level_or_a_county_and_pages_go_back(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var city = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan", RegionLevel.City);
        var roads = await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong");
        var police = await halls.Office("什邡公安", "shifanggongan", "510682", "gongan");
        for (var n = 1; n <= 24; n++)
        {
            await (n % 3 == 0 ? city : n % 3 == 1 ? roads : police).Posts("第" + n.ToString(CultureInfo.InvariantCulture) + "条");
            halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));

        var page = await halls.Town.Stranger.Page("/halls/deyang");
        page.QuerySelectorAll(".tabs a").Select(a => a.TextContent.Trim()).ShouldBe(["最新", "条线", "区县", "级别"]);
        var newest = await halls.Posts("/halls/deyang");
        newest.Length.ShouldBe(20);
        newest[0].ShouldBe("第24条");
        (await halls.Posts(page.QuerySelector("a[rel=next]")!.GetAttribute("href")!)).ShouldBe(["第4条", "第3条", "第2条", "第1条"]);

        var chips = (await halls.Town.Stranger.Page("/halls/deyang?region=")).QuerySelectorAll(".chip-links .chip").DistinctBy(c => c.TextContent.Split(' ')[0].Trim()).ToDictionary(c => c.TextContent.Split(' ')[0].Trim(), c => c.GetAttribute("href")!);
        (await halls.Posts(chips["什邡"])).Length.ShouldBe(8);
        (await halls.Posts("/halls/deyang?line=gongan"))[0].ShouldBe("第24条");
        (await halls.Posts("/halls/deyang?line=gongan")).ShouldNotContain("第22条");
        (await halls.Posts("/halls/deyang?level=city")).ShouldAllBe(t => int.Parse(t.Trim('第', '条'), CultureInfo.InvariantCulture) % 3 == 0);
        (await halls.Posts("/halls/deyang?region=510682&line=jiaotong")).ShouldBeEmpty();
        (await halls.Posts("/halls/deyang?line=" + Uri.EscapeDataString("<script>"))).ShouldBeEmpty();
        (await halls.Town.Stranger.Get("/halls/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task Strangers_see_a_new_post_a_deleted_one_and_a_lost_seal_at_once(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan");
        var roads = await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong");
        var first = await police.Posts("第一条");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("lead", "德阳公安"));
        (await halls.Posts("/")).ShouldBe(["第一条"]);

        halls.Town.Clock.Advance(TimeSpan.FromMinutes(1));
        await roads.Posts("第二条");
        (await halls.Posts("/")).ShouldBe(["第二条", "第一条"]);
        await police.Deletes(first);
        (await halls.Posts("/")).ShouldBe(["第二条"]);
        (await halls.Town.Stranger.Page("/")).QuerySelector(".hall-lead .seal").ShouldNotBeNull();

        await halls.Unseals(police);
        await halls.Unseals(roads);
        (await halls.Posts("/")).ShouldBeEmpty();
        (await halls.Town.Stranger.Page("/")).QuerySelector(".hall-lead .seal").ShouldBeNull();
    }

    [BothEngines]
    public async Task A_hall_has_a_host_of_its_own_and_the_main_one_the_first_page(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan");
        await police.Posts("你好");
        (await halls.Town.Stranger.Page("/")).QuerySelector(".hall-head").ShouldBeNull();
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        await halls.Opens("jiaoyu", "教育发布厅", ("line", "jiaoyu"), ("host", "Edu.Example.CN"));

        (await TitleAt("localhost")).ShouldContain("德阳发布厅");
        (await TitleAt("edu.example.cn:8080")).ShouldContain("教育发布厅");
        // What strangers of one host were shown is not shown to those of another.
        (await TitleAt("localhost")).ShouldContain("德阳发布厅");

        await halls.Keeper.Submits(await halls.Keeper.Page("/admin/halls"), "form[action='/admin/halls/jiaoyu/main']");
        (await TitleAt("localhost")).ShouldContain("教育发布厅");

        async Task<string> TitleAt(string host)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/");
            request.Headers.Host = host;
            return await (await halls.Town.Stranger.Send(request)).Content.ReadAsStringAsync();
        }
    }

    [BothEngines]
    public async Task Programs_read_halls_too(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan");
        await police.Posts("看看 #今日德阳#");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("lead", "deyanggongan"), ("colour", "#1E4E8C"), ("emblem", "德"));

        (await halls.Town.Stranger.Json("/api/zhibo/v1/halls")).GetArrayLength().ShouldBe(1);
        var hall = await halls.Town.Stranger.Json("/api/zhibo/v1/halls/deyang");
        hall.GetProperty("name").GetString().ShouldBe("德阳发布厅");
        hall.GetProperty("region").GetProperty("name").GetString().ShouldBe("德阳市");
        hall.GetProperty("lead").GetString().ShouldBe("deyanggongan");
        hall.GetProperty("figures").GetProperty("posts_today").GetInt32().ShouldBe(1);
        hall.GetProperty("topics")[0].GetProperty("name").GetString().ShouldBe("今日德阳");
        (await halls.Town.Stranger.Calls(HttpMethod.Get, "/api/zhibo/v1/halls/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task Picks(HallTown halls, string hall, string agency, string act)
    {
        var answer = await halls.Keeper.Send(new(HttpMethod.Post, $"/admin/halls/{hall}/agencies") { Content = new FormUrlEncodedContent([new("agency", agency), new("act", act)]) });
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }
}
