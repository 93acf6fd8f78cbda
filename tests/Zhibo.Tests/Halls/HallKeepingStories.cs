using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using Zhibo.Halls;

namespace Zhibo.Tests.Halls;

/// <summary>What administrators do to halls.</summary>
public sealed class HallKeepingStories
{
    [BothEngines]
    public async Task A_pale_colour_is_refused_with_its_ratio_and_a_dark_one_dresses_the_page(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await halls.Opens("deyang", "德阳发布厅");

        var refused = await Changes(halls, HttpStatusCode.UnprocessableEntity, ("colour", "#e0a030"));
        refused.QuerySelector("#f-colour")!.GetAttribute("aria-invalid").ShouldBe("true");
        refused.QuerySelector("#f-colour-error")!.TextContent.ShouldContain("2.0:1");
        ((IHtmlInputElement)refused.QuerySelector("#f-colour")!).Value.ShouldBe("#e0a030");
        (await Changes(halls, HttpStatusCode.UnprocessableEntity, ("colour", "red;}*{display:none"))).QuerySelector("#f-colour-error").ShouldNotBeNull();

        await Changes(halls, HttpStatusCode.OK, ("colour", "#9A3F31"), ("emblem", "德"));
        var page = await halls.Town.Stranger.Page("/");
        var sheet = page.QuerySelector("link[href*='theme.css']")!.GetAttribute("href")!;
        var css = await (await halls.Town.Stranger.Get(sheet)).Content.ReadAsStringAsync();
        css.ShouldContain("--hall:#9a3f31");
        css.ShouldContain("prefers-color-scheme:dark");
        page.QuerySelector(".hall-head .emblem")!.TextContent.ShouldBe("德");
    }

    [Theory]
    [InlineData("#1e4e8c")]
    [InlineData("#000000")]
    [InlineData("#6b5b4b")]
    [InlineData("#b3005e")]
    public void The_colour_for_the_dark_is_readable_there(string colour)
    {
        HallColours.OnPaper(colour).ShouldBeGreaterThanOrEqualTo(HallColours.Enough);
        var both = HallColours.Of(colour);
        HallColours.Contrast(both.Dark, "#1c2128").ShouldBeGreaterThanOrEqualTo(HallColours.Enough);
        HallColours.Contrast(both.Dark, both.OnDark).ShouldBeGreaterThanOrEqualTo(HallColours.Enough);
        HallColours.Contrast(both.Light, both.OnLight).ShouldBeGreaterThanOrEqualTo(HallColours.Enough);
    }

    [BothEngines]
    public async Task What_cannot_be_is_refused_at_its_field(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await halls.Opens("deyang", "德阳发布厅", ("host", "deyang.example.cn"));
        var form = await halls.Keeper.Page("/admin/halls/new");
        foreach (var (field, value, status) in new[]
        {
            ("slug", "Deyang!", HttpStatusCode.UnprocessableEntity), ("slug", "new", HttpStatusCode.Conflict), ("slug", "deyang", HttpStatusCode.Conflict), ("name", " ", HttpStatusCode.UnprocessableEntity),
            ("region", "没有的地方", HttpStatusCode.UnprocessableEntity), ("lead", "keeper", HttpStatusCode.UnprocessableEntity), ("emblem", "太长了", HttpStatusCode.UnprocessableEntity),
            ("emblem", "\u202E德", HttpStatusCode.UnprocessableEntity), ("host", "javascript:alert(1)", HttpStatusCode.UnprocessableEntity), ("host", "deyang.example.cn", HttpStatusCode.Conflict),
        })
        {
            (string, string)[] fields = [.. new[] { ("slug", "good"), ("name", "好厅") }.Where(f => f.Item1 != field), (field, value)];
            var page = await halls.Keeper.Submits(form, "form[action='/admin/halls']", status, fields);
            page.QuerySelector($"#f-{field}-error").ShouldNotBeNull($"{field}={value}");
        }
        (await halls.Town.Read(db => db.Halls.CountAsync())).ShouldBe(1);
    }

    [BothEngines]
    public async Task Blocks_are_moved_pinned_and_hidden(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan");
        await police.Posts("看看 #今日德阳#");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("lead", "德阳公安"));
        (await Side(halls)).ShouldBe(["覆盖情况", "机构目录", "大家在说"]);
        (await Stream(halls)).ShouldBe(["hall-lead", "hall-posts"]);

        await Arranges(halls, "topics", "up");
        (await Side(halls)).ShouldBe(["覆盖情况", "大家在说", "机构目录"]);
        await Arranges(halls, "directory", "pin");
        await Arranges(halls, "coverage", "hide");
        (await Side(halls)).ShouldBe(["机构目录", "大家在说"]);
        await Arranges(halls, "posts", "up");
        (await Stream(halls)).ShouldBe(["hall-posts", "hall-lead"]);
        var arranged = await halls.Keeper.Page("/admin/halls/deyang/blocks");
        arranged.QuerySelector(".hall-preview")!.HasAttribute("inert").ShouldBeTrue();
        arranged.QuerySelectorAll(".hall-preview article.post").Length.ShouldBe(1);
        await Arranges(halls, "coverage", "show");
        (await Side(halls)).ShouldBe(["机构目录", "覆盖情况", "大家在说"]);

        // Dragged: topics to the top of its column, where the pinned one stays above it.
        (await halls.Keeper.Send(Post("/admin/halls/deyang/blocks", ("block", "topics"), ("act", "place"), ("at", "0")))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await Side(halls)).ShouldBe(["机构目录", "大家在说", "覆盖情况"]);
        await halls.Keeper.Send(Post("/admin/halls/deyang/blocks", ("block", "topics"), ("act", "place"), ("at", "99")));
        (await Side(halls)).ShouldBe(["机构目录", "覆盖情况", "大家在说"]);

        (await halls.Keeper.Send(Post("/admin/halls/deyang/blocks", ("block", "nothing"), ("act", "hide")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await halls.Town.Read(db => db.AuditEntries.Where(e => e.Act == "hall.arranged").CountAsync())).ShouldBe(7);
    }

    [BothEngines]
    public async Task An_emergency_stands_above_its_hall_those_inside_and_the_first_page(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await halls.Opens("sheng", "全省发布厅");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"));
        await halls.Opens("jingyang", "旌阳发布厅", ("region", "旌阳"));
        await halls.Opens("mianyang", "绵阳发布厅", ("region", "绵阳"));
        (await Alerts("/halls/deyang")).ShouldBeEmpty();

        var form = await halls.Keeper.Page("/admin/halls/deyang/emergency");
        await halls.Keeper.Submits(form, "form[action='/admin/halls/deyang/emergency']", ("text", "地震<b>预警</b>：请到空旷处"));
        foreach (var path in new[] { "/", "/halls/deyang", "/halls/jingyang" }) (await Alerts(path)).ShouldHaveSingleItem(path).ShouldContain("地震<b>预警</b>：请到空旷处");
        (await Alerts("/halls/mianyang")).ShouldBeEmpty();

        await halls.Keeper.Submits(await halls.Keeper.Page("/admin/halls/deyang/emergency"), "form[action='/admin/halls/deyang/emergency/end']");
        (await Alerts("/")).ShouldBeEmpty();
        (await halls.Town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()))
            .ShouldBe(["hall.opened", "hall.opened", "hall.opened", "hall.opened", "hall.emergency_declared", "hall.emergency_ended"]);

        async Task<string[]> Alerts(string path) => [.. (await halls.Town.Stranger.Page(path)).QuerySelectorAll(".emergency[role=alert]").Select(a => a.TextContent)];
    }

    [BothEngines]
    public async Task Only_administrators_keep_halls(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await halls.Opens("deyang", "德阳发布厅");
        var wang = await halls.Town.Citizen("王小微");
        foreach (var path in new[] { "/admin/halls", "/admin/halls/new", "/admin/halls/deyang", "/admin/halls/deyang/blocks", "/admin/halls/deyang/agencies", "/admin/halls/deyang/emergency" })
        {
            (await wang.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await halls.Town.Stranger.Get(path)).StatusCode.ShouldNotBe(HttpStatusCode.OK, path);
        }
        (await wang.Send(Post("/admin/halls", ("slug", "mine"), ("name", "我的厅")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await wang.Send(Post("/admin/halls/deyang/emergency", ("text", "假的")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await halls.Town.Read(db => db.Halls.Select(h => h.Slug).ToListAsync())).ShouldBe(["deyang"]);
    }

    [BothEngines]
    public async Task Hostile_names_are_only_names(EngineKind engine)
    {
        await using var halls = await HallTown.Start(engine);
        await halls.Opens("deyang", "<img src=x onerror=alert(1)>\u202E厅", ("intro", "\"><script>alert(1)</script>"));

        var html = await (await halls.Town.Stranger.Get("/")).Content.ReadAsStringAsync();
        html.ShouldNotContain("<img src=x");
        html.ShouldNotContain("<script>alert");
        html.ShouldNotContain('\u202E');
        var page = await halls.Town.Stranger.Page("/");
        page.QuerySelector("h1")!.TextContent.ShouldContain("<img src=x onerror=alert(1)>");
    }

    private static HttpRequestMessage Post(string path, params (string Name, string Value)[] fields) =>
        new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))) };

    private static async Task Arranges(HallTown halls, string block, string act) =>
        (await halls.Keeper.Send(Post("/admin/halls/deyang/blocks", ("block", block), ("act", act)))).StatusCode.ShouldBe(HttpStatusCode.Redirect);

    private static async Task<IHtmlDocument> Changes(HallTown halls, HttpStatusCode expected, params (string Name, string Value)[] fields) =>
        await halls.Keeper.Submits(await halls.Keeper.Page("/admin/halls/deyang"), "form[action='/admin/halls/deyang']", expected, fields);

    private static async Task<string[]> Side(HallTown halls) =>
        [.. (await halls.Town.Stranger.Page("/")).QuerySelectorAll(".side aside h2").Select(h => h.FirstChild!.TextContent.Trim())];

    private static async Task<string[]> Stream(HallTown halls) =>
        [.. (await halls.Town.Stranger.Page("/")).QuerySelectorAll("main > .hall-lead, main > .hall-posts").Select(b => b.ClassList.First(c => c.StartsWith("hall-", StringComparison.Ordinal)))];
}
