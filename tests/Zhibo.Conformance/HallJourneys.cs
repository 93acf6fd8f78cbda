using Microsoft.Playwright;
using Zhibo.Regions;
using Zhibo.Tests;
using Zhibo.Tests.Halls;

namespace Zhibo.Conformance;

/// <summary>A hall as its readers see it and as its keeper arranges it.</summary>
public sealed class HallJourneys(Browser browser)
{
    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task Around_a_hall_its_tabs_and_its_directory(Eyes eyes)
    {
        await using var halls = await Hall();
        await using var journey = await Journey.Begin(browser, halls.Town, eyes);
        string[] pages =
        [
            "/", "/halls", "/halls/deyang?line=", "/halls/deyang?line=jiaotong", "/halls/deyang?region=", "/halls/deyang?level=city", "/halls/deyang?column=",
            "/halls/deyang/agencies", "/halls/deyang/agencies?view=list", "/halls/deyang/agencies?view=list&q=gongan", "/halls/deyang/agencies?view=list&q=nothing",
            "/halls/deyang/agencies?view=map", "/qr/accounts/deyanggongan/card", "/embed/halls/deyang", "/embed?url=/halls/deyang", "/halls/empty",
        ];
        foreach (var page in pages) await journey.Opens(page);
    }

    [Fact]
    public async Task What_an_agency_says_waits_behind_the_button()
    {
        await using var halls = await Hall();
        await using var journey = await Journey.Begin(browser, halls.Town, new(Screen.Desktop));
        var beat = journey.Page.WaitForResponseAsync(r => r.Url.Contains("/events", StringComparison.Ordinal));
        await journey.Opens("/halls/deyang?line=gongan");
        await beat;
        await (await halls.Town.Citizen("王小微", "wang")).Posts("我不是机构");
        await halls.Police.Posts("刚刚说的一句");
        await journey.Page.Locator("[data-fresh]:visible").ClickAsync();
        await journey.Sees("刚刚说的一句");
        await journey.SeesNo("我不是机构");
        await journey.Looks();
    }

    [Fact]
    public async Task A_block_is_dragged_to_its_place()
    {
        await using var halls = await Hall();
        await using var journey = await Journey.Begin(browser, halls.Town, new(Screen.Desktop), halls.Keeper);
        await journey.Opens("/admin/halls/deyang/blocks");
        var rows = journey.Page.Locator(".arrange-rows").Nth(1).Locator("[data-block]");
        var before = await rows.EvaluateAllAsync<string[]>("rows => rows.map((row) => row.dataset.block)");
        var (from, to) = ((await rows.Last.Locator("[data-grip]").BoundingBoxAsync())!, (await rows.First.BoundingBoxAsync())!);
        var mouse = journey.Page.Mouse;
        await mouse.MoveAsync(from.X + 8, from.Y + 8);
        await mouse.DownAsync();
        await mouse.MoveAsync(to.X + 8, to.Y + 2, new() { Steps = 5 });
        var drawn = journey.Page.WaitForResponseAsync(r => r.Url.EndsWith("done=halls.arranged", StringComparison.Ordinal));
        await mouse.UpAsync();
        await drawn;
        await Assertions.Expect(rows.First).ToHaveAttributeAsync("data-block", before[^1]);
        await journey.Opens("/admin/halls/deyang/blocks");
        (await rows.EvaluateAllAsync<string[]>("rows => rows.map((row) => row.dataset.block)")).ShouldBe([before[^1], .. before[..^1]]);
    }

    private static async Task<Scene> Hall()
    {
        var halls = await HallTown.Start(EngineKind.Sqlite, realClock: true);
        var police = await halls.Office("德阳公安", "deyanggongan", "5106", "gongan", RegionLevel.City);
        var roads = await halls.Office("旌阳交通", "jingyangjiaotong", "510603", "jiaotong");
        await halls.Office("旌阳公安", "jingyanggongan", "510603", "gongan", parent: police);
        await police.Posts("今晚有雨，桥下不要停车 #今日德阳#");
        await roads.Posts("旌湖大桥西侧封闭一车道，请绕行");
        await halls.Opens("deyang", "德阳发布厅", ("region", "5106"), ("lead", "德阳公安"), ("intro", "德阳各部门在这里说话、听话、办事。"), ("emblem", "德"), ("columns", "今日德阳\n微晨语"), ("colour", "#8a2b1f"));
        await halls.Opens("empty", "绵阳发布厅", ("region", "5107"));
        return new(halls, police);
    }

    private sealed record Scene(HallTown Halls, Person Police) : IAsyncDisposable
    {
        public Town Town => Halls.Town;

        public Person Keeper => Halls.Keeper;

        public ValueTask DisposeAsync() => Halls.DisposeAsync();
    }
}
