using Microsoft.Playwright;
using Zhibo.Tests;

namespace Zhibo.Conformance;

/// <summary>From the first visit to the last word, as people do it.</summary>
public sealed class CitizenJourneys(Browser browser)
{
    public static TheoryData<Eyes> Everybody =>
    [
        new Eyes(Screen.Phone),
        new Eyes(Screen.Phone, Dark: true),
        new Eyes(Screen.Desktop),
        new Eyes(Screen.Desktop, Dark: true),
        new Eyes(Screen.Phone, Script: false),
    ];

    /// <summary>Each screen, each scheme, and no script, once.</summary>
    public static TheoryData<Eyes> Three => [new Eyes(Screen.Phone), new Eyes(Screen.Desktop, Dark: true), new Eyes(Screen.Phone, Script: false)];

    [Theory, MemberData(nameof(Everybody))]
    public async Task From_signing_up_to_the_last_word(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var chen = await town.Citizen("陈学珍", "chenxuezhen");
        await chen.Posts("今年的橘子又大又甜，就是没人来收 #橘子滞销# @微博德阳");
        await using var journey = await Journey.Begin(browser, town, eyes);

        await journey.Opens("/");
        await SignsUp(journey);
        await Writes(journey);
        await Follows(journey);
        await Comments(journey);
        await PassesOn(journey);
        await Edits(journey);
        await Deletes(journey);
        await journey.Opens("/home");
    }

    private static async Task SignsUp(Journey journey)
    {
        await journey.Opens("/sign-up");
        await journey.Types("input[name=handle]", "wangxiaowei");
        await journey.Types("input[name=nickname]", "王小微");
        await journey.Types("input[name=password]", "weave-for-people");
        await journey.Presses("main form[action='/sign-up'] button.main");
        await journey.Looks();
        await journey.Opens("/@wangxiaowei");
        await journey.Sees("王小微");
    }

    private static async Task Writes(Journey journey)
    {
        await journey.Opens("/compose");
        await journey.Types("main textarea[name=text]", "旌湖边的路灯修好了，谢谢 @陈学珍 提醒 #今日德阳#");
        await journey.Presses("main form.composer button.main");
        await journey.Sees("旌湖边的路灯修好了");
        await journey.Looks();
    }

    private static async Task Follows(Journey journey)
    {
        await journey.Opens("/@chenxuezhen");
        await journey.Presses("form.relation button[value=follow]");
        await journey.Page.Locator("form.relation button[value=unfollow]").First.WaitForAsync();
        await journey.Looks();
    }

    private static async Task Comments(Journey journey)
    {
        await journey.Presses("article.post a[rel=bookmark]");
        await journey.Looks();
        await journey.Types("textarea#comment", "我要十斤，怎么联系？");
        await journey.Presses("form.composer:has(textarea#comment) button.main");
        await journey.Sees("我要十斤，怎么联系？");
        await journey.Presses("article.post button[data-act=like]");
        await journey.Page.Locator("article.post button[data-act=like][aria-pressed=true]").First.WaitForAsync();
        await journey.Looks();
    }

    private static async Task PassesOn(Journey journey)
    {
        await journey.Chooses("article.post", "a[href$='/repost']");
        await journey.Looks();
        await journey.Types("main textarea[name=text]", "大家帮帮忙");
        await journey.Presses("main form.composer button.main");
        await journey.Opens("/@wangxiaowei");
        await journey.Sees("大家帮帮忙");
        await journey.Sees("今年的橘子又大又甜");
    }

    private static async Task Edits(Journey journey)
    {
        const string own = "article.post:has-text('旌湖边的路灯修好了')";
        await journey.Chooses(own, "a[href$='/edit']");
        await journey.Looks();
        await journey.Types("main textarea[name=text]", "旌湖边的路灯全部修好了 #今日德阳#");
        await journey.Types("main input[name=reason]", "补充");
        await journey.Presses("main form.composer button.main");
        await journey.Sees("旌湖边的路灯全部修好了");
        await journey.Presses("a[href$='/history']");
        await journey.Sees("补充");
        await journey.Looks();
    }

    private static async Task Deletes(Journey journey)
    {
        await journey.Opens("/@wangxiaowei");
        await journey.Chooses("article.post:has-text('旌湖边的路灯全部修好了')", "a[href$='/delete']");
        await journey.Looks();
        await journey.Presses("main form[action$='/delete'] button");
        await journey.Looks();
        await journey.Opens("/@wangxiaowei");
        await journey.SeesNo("旌湖边的路灯全部修好了");
    }

    [Fact]
    public async Task What_is_written_elsewhere_waits_behind_a_button()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var wang = await town.Citizen("王小微", "wangxiaowei");
        var li = await town.Citizen("李师傅", "lishifu");
        await li.Follows(wang);
        await wang.Posts("早上好");
        await using var journey = await Journey.Begin(browser, town, new Eyes(), li);
        var beat = journey.Page.WaitForResponseAsync(r => r.Url.Contains("/events", StringComparison.Ordinal));
        await journey.Opens("/home");
        await beat;

        await wang.Posts("中午好");
        var fresh = journey.Page.Locator("[data-fresh]");
        await fresh.WaitForAsync();
        (await fresh.InnerTextAsync()).ShouldContain("1");
        await wang.Posts("晚上好 @李师傅");
        await Assertions.Expect(fresh).ToContainTextAsync("2");
        await journey.SeesNo("晚上好");
        await journey.Looks();
        await fresh.ClickAsync();

        await journey.Sees("晚上好");
        await Assertions.Expect(journey.Page.Locator("[data-cards] > [data-id]").First).ToContainTextAsync("晚上好");
        await town.Quiet();
        await Assertions.Expect(journey.Page.Locator("[data-unread]:visible").First).ToHaveTextAsync("1");
        await journey.Looks();
    }

    [Fact]
    public async Task The_keyboard_is_enough()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var wang = await town.Citizen("王小微", "wangxiaowei");
        await (await town.Citizen("陈学珍")).Posts("橘子熟了");
        await using var journey = await Journey.Begin(browser, town, new Eyes(Screen.Desktop), wang);
        await journey.Opens("/");
        var keys = journey.Page.Keyboard;

        await keys.PressAsync("Tab");
        (await Focus(journey, "e => e.className")).ShouldContain("skip", customMessage: "the first stop leads past the navigation");
        await keys.PressAsync("Enter");
        await TabTo(journey, "textarea[name=text]");
        await keys.TypeAsync("只用键盘写的");
        await TabTo(journey, "form.composer button.main");
        await keys.PressAsync("Enter");
        await journey.Sees("只用键盘写的");

        await TabTo(journey, "button[data-act=like]");
        await keys.PressAsync("Enter");
        await journey.Page.Locator("button[data-act=like][aria-pressed=true]").First.WaitForAsync();
        await TabTo(journey, "details.menu summary");
        await keys.PressAsync("Enter");
        await journey.Page.Locator("details.menu[open]").First.WaitForAsync();
        await keys.PressAsync("Escape");
        (await journey.Page.Locator("details.menu[open]").CountAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Large_print_is_one_switch()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var post = await (await town.Citizen("陈学珍", "chenxuezhen")).Posts("橘子熟了，欢迎来摘 #今日德阳#");
        await using var journey = await Journey.Begin(browser, town, new Eyes());
        await journey.Opens("/");

        await journey.Presses("footer button[name=large]");
        foreach (var path in new[] { "/", "/@chenxuezhen", $"/@chenxuezhen/{post}", "/topics", "/sign-in", "/sign-up" })
        {
            await journey.Opens(path);
            var size = await journey.Page.EvaluateAsync<float>("() => parseFloat(getComputedStyle(document.querySelector('main')).fontSize)");
            size.ShouldBeGreaterThanOrEqualTo(20, path);
        }
    }

    [Theory]
    [InlineData("zh-CN", "zh-Hans")]
    [InlineData("zh-TW", "zh-Hant")]
    [InlineData("en-GB", "en")]
    public async Task Three_languages_by_browser_and_by_choice(string browserLanguage, string language)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var wang = await town.Citizen("王小微", "wangxiaowei");
        var post = await wang.Posts("橘子熟了");
        await using var journey = await Journey.Begin(browser, town, new Eyes(Language: browserLanguage));
        foreach (var path in new[] { "/", "/@wangxiaowei", $"/@wangxiaowei/{post}", "/topics", "/sign-in", "/sign-up", "/no-such-page" })
        {
            await journey.Page.GotoAsync(path);
            (await journey.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(language, path);
            if (!path.StartsWith("/no", StringComparison.Ordinal)) await journey.Looks();
        }

        await journey.Page.GotoAsync("/");
        foreach (var choice in new[] { "en", "zh-Hant", "zh-Hans" })
        {
            await journey.Presses($"footer button[name=language][value={choice}]");
            (await journey.Page.Locator("html").GetAttributeAsync("lang")).ShouldBe(choice);
        }
    }

    [Fact]
    public async Task Every_page_fits_the_smallest_screen()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var wang = await town.Citizen("王小微", "wangxiaowei");
        var post = await wang.Posts("一个很长的地址 https://example.org/" + new string('a', 60) + " 和一个很长的词 " + new string('w', 80));
        await using var journey = await Journey.Begin(browser, town, new Eyes(Screen.SmallPhone), wang);
        foreach (var path in new[] { "/", "/home", "/compose", "/topics", "/notices", "/@wangxiaowei", $"/@wangxiaowei/{post}", $"/posts/{post}/edit", $"/posts/{post}/delete", "/settings/profile", "/settings/look", "/settings/security", "/settings/relations" })
            await journey.Opens(path);
    }

    /// <summary>The element or the box around it looks different while it has the focus.</summary>
    private const string Seen = """
        element => {
            const look = () => {
                const looks = [];
                for (let e = element, n = 0; e && n < 4; e = e.parentElement, n++) {
                    const s = getComputedStyle(e);
                    looks.push(s.outline, s.boxShadow, s.borderColor, s.backgroundColor, s.textDecoration);
                }
                return looks.join();
            };
            const focused = look();
            element.blur();
            const unseen = focused === look();
            element.focus();
            return (unseen ? 'unseen ' : '') + element.outerHTML.slice(0, 120);
        }
        """;

    private static Task<string> Focus(Journey journey, string script) => journey.Page.EvaluateAsync<string>($"() => ({script})(document.activeElement)");

    /// <summary>Presses Tab until the focus stands there; every stop on the way must be seen.</summary>
    private static async Task TabTo(Journey journey, string selector)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await journey.Page.Keyboard.PressAsync("Tab");
            var where = await Focus(journey, Seen);
            where.ShouldNotStartWith("unseen", customMessage: "the focus cannot be seen");
            if (await journey.Page.EvaluateAsync<bool>("selector => document.activeElement.matches(selector)", selector)) return;
        }
        Assert.Fail($"the keyboard does not reach {selector}");
    }
}
