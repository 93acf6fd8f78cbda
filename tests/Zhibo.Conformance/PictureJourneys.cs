using Microsoft.Playwright;
using Zhibo.Tests;
using Zhibo.Tests.Media;

namespace Zhibo.Conformance;

/// <summary>Pictures as people send and look at them.</summary>
public sealed class PictureJourneys(Browser browser)
{
    public static TheoryData<Eyes> Everybody => [new Eyes(Screen.Phone), new Eyes(Screen.Phone, Dark: true), new Eyes(Screen.Desktop), new Eyes(Screen.Desktop, Dark: true)];

    [Theory, MemberData(nameof(Everybody))]
    public async Task Chosen_described_put_in_order_published_and_looked_at(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var wang = await town.Citizen("王小微", "wangxiaowei");
        await using var journey = await Journey.Begin(browser, town, eyes, wang);
        await journey.Opens("/compose");
        await journey.Types("main textarea[name=text]", "旌湖边的灯会");
        await Chooses(journey, Drawings.Png(1200, 800, 30), Drawings.Png(800, 1200, 200));
        await journey.Page.Locator(".attached li[data-done] img[src]").Nth(1).WaitForAsync();
        await journey.Types(".attached li:nth-child(1) textarea", "龙灯");
        await journey.Types(".attached li:nth-child(2) textarea", "看灯的人");
        await journey.Page.Locator(".attached li:nth-child(2) button[value^=up]").ClickAsync();
        await journey.Looks();

        // What is no picture is refused in words, and takes nothing with it.
        await Chooses(journey, "GIF89a and nothing"u8.ToArray());
        await journey.Page.Locator(".attached .error:not([hidden])").WaitForAsync();
        (await journey.Page.Locator(".attached li").CountAsync()).ShouldBe(2);
        await journey.Presses("main form.composer button.main");
        await journey.Opens("/@wangxiaowei");
        (await journey.Page.Locator(".post .media img").First.GetAttributeAsync("alt")).ShouldBe("看灯的人");

        await journey.Page.Locator(".post .media a.picture").First.ClickAsync();
        await journey.Page.Locator("dialog.viewer-box[open]").WaitForAsync();
        await journey.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(journey.Page.Locator("dialog.viewer-box figcaption")).ToHaveTextAsync("龙灯");
        await journey.Looks();
        await journey.Page.Keyboard.PressAsync("Escape");
        await journey.Page.Locator("dialog.viewer-box[open]").WaitForAsync(new() { State = WaitForSelectorState.Hidden });
    }

    [Fact]
    public async Task Without_script_they_go_with_the_form()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var wang = await town.Citizen("王小微", "wangxiaowei");
        await using var journey = await Journey.Begin(browser, town, new Eyes(Screen.Phone, Script: false), wang);
        await journey.Opens("/compose");
        await journey.Types("main textarea[name=text]", "龙灯");
        await Chooses(journey, Drawings.Png(300, 200));
        await journey.Presses(".attached .ahead");
        await journey.Types(".attached li textarea", "一条龙灯");
        await journey.Looks();
        await journey.Presses("main form.composer button.main");
        await journey.Opens("/@wangxiaowei");
        (await journey.Page.Locator(".post .media img").GetAttributeAsync("alt")).ShouldBe("一条龙灯");
    }

    private static Task Chooses(Journey journey, params byte[][] files) =>
        journey.Page.Locator(".attached input[type=file]").SetInputFilesAsync(files.Select((f, i) => new FilePayload { Name = $"{i}.png", MimeType = "image/png", Buffer = f }));
}
