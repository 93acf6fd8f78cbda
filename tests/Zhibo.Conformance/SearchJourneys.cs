using Zhibo.Accounts;
using Zhibo.Tests;

namespace Zhibo.Conformance;

/// <summary>Somebody looks for what an office said.</summary>
public sealed class SearchJourneys(Browser browser)
{
    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task From_a_word_to_the_notice(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var water = await town.Citizen("德阳水务", "deyangshuiwu", AccountKind.Agency);
        var wang = await town.Citizen("王小微", "wang");
        await water.Posts("明日八点至十七点旌湖路停水检修 #停水通知#");
        await water.Posts("供水保障办法（德水发〔2026〕7号）今天起施行");
        await wang.Posts("旌湖路又停水了，水车停在哪里？");
        await town.Quiet();
        await using var journey = await Journey.Begin(browser, town, eyes);

        await journey.Opens("/search");
        await Asks(journey, "停水");
        (await journey.Page.Locator("article.post").CountAsync()).ShouldBe(2);
        (await journey.Page.Locator("article.post mark").First.InnerTextAsync()).ShouldBe("停水");
        await Asks(journey, "停水 from:deyangshuiwu");
        await journey.Sees("停水检修");
        await journey.SeesNo("水车停在哪里");
        await Asks(journey, "德水发[2026]7号");
        await journey.Sees("供水保障办法");
        await Asks(journey, "dysw");
        await journey.Sees("德阳水务");
        await Asks(journey, "没有人写过的话");
        await journey.Looks();
        if (eyes.Script) await IsHelped(journey);
    }

    private static async Task Asks(Journey journey, string question)
    {
        await journey.Types("main form[action='/search'] input[name=q]", question);
        await journey.Presses("main form[action='/search'] button.main");
        await journey.Looks();
    }

    /// <summary>Two letters, and the office is offered.</summary>
    private static async Task IsHelped(Journey journey)
    {
        await journey.Opens("/search");
        await journey.Page.Locator("main input[name=q]").PressSequentiallyAsync("dys");
        var offered = journey.Page.Locator("[role=listbox] [role=option]").Filter(new() { HasText = "德阳水务" });
        await offered.First.WaitForAsync();
        await journey.Looks();
        await journey.Page.Keyboard.PressAsync("ArrowDown");
        await journey.Page.Keyboard.PressAsync("Enter");
        await journey.Page.WaitForURLAsync(url => !url.EndsWith("/search", StringComparison.Ordinal));
        await journey.Sees("德阳水务");
    }
}
