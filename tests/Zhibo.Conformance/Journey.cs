using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Zhibo.Shared.Text;
using Zhibo.Tests;
using Zhibo.Tests.Shared;

namespace Zhibo.Conformance;

public enum Screen
{
    Phone,

    /// <summary>Also a desktop at four times its size.</summary>
    SmallPhone,
    Desktop,
}

public sealed record Eyes(Screen Screen = Screen.Phone, bool Dark = false, bool Script = true, string Language = "zh-CN")
{
    public override string ToString() =>
        $"{Screen}-{(Dark ? "dark" : "light")}{(Script ? "" : "-noscript")}{(Language == "zh-CN" ? "" : "-" + Language)}".ToLower(CultureInfo.InvariantCulture);
}

/// <summary>One person at one browser. Every page looked at is checked for accessibility, script errors, overflow and
/// words that were not found, and photographed into artifacts/screens where that is asked for.</summary>
public sealed partial class Journey : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string story;
    private readonly Eyes eyes;
    private readonly ConcurrentQueue<string> complaints = [];
    private int pictures;

    /// <summary>PICTURES=1 ./test: for people who look.</summary>
    private static readonly bool Pictured = Environment.GetEnvironmentVariable("PICTURES") is { Length: > 0 };

    // What is well is not told: the lists of it took as long as the checks.
    private static readonly AxeRunOptions OnlyFaults = new() { ResultTypes = [ResultType.Violations] };

    // The same journey by light sees the same page on a phone, but for its colours.
    private static readonly AxeRunOptions OnlyColours = new() { ResultTypes = [ResultType.Violations], RunOnly = RunOnlyOptions.Rules("color-contrast", "link-in-text-block") };

    private static readonly Dictionary<Screen, ViewportSize> Sizes = new()
    {
        [Screen.Phone] = new() { Width = 390, Height = 844 },
        [Screen.SmallPhone] = new() { Width = 320, Height = 568 },
        [Screen.Desktop] = new() { Width = 1440, Height = 900 },
    };

    private Journey(Town town, IBrowserContext context, IPage page, Eyes eyes, string story) =>
        (Town, this.context, Page, this.eyes, this.story) = (town, context, page, eyes, story);

    public Town Town { get; }

    public IPage Page { get; }

    public static async Task<Journey> Begin(Browser browser, Town town, Eyes eyes, Person? person = null, [CallerMemberName] string story = "")
    {
        Assert.SkipWhen(Browser.Missing is not null, Browser.Missing ?? "");
        var phone = eyes.Screen != Screen.Desktop;
        var context = await browser.Chromium.NewContextAsync(new()
        {
            BaseURL = town.Address.AbsoluteUri,
            ViewportSize = Sizes[eyes.Screen],
            IsMobile = phone,
            HasTouch = phone,
            ColorScheme = eyes.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = eyes.Script,
            Locale = eyes.Language,
            TimezoneId = "Asia/Shanghai",
        });
        // Patience, not a limit: other tests share the machine.
        context.SetDefaultTimeout(60_000);
        Assertions.SetDefaultExpectTimeout(60_000);
        if (person is not null)
            await context.AddCookiesAsync(person.Cookies.Select(c => new Cookie { Name = c.Key, Value = c.Value, Url = town.Address.AbsoluteUri }));
        var page = await context.NewPageAsync();
        var journey = new Journey(town, context, page, eyes, story);
        page.PageError += (_, error) => journey.complaints.Enqueue("script error: " + error);
        // A refused inline script or style shows up here too.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("status of 4", StringComparison.Ordinal)) journey.complaints.Enqueue("console: " + message.Text);
        };
        return journey;
    }

    /// <summary>Opens a page and looks at it.</summary>
    public async Task Opens(string path)
    {
        await Page.GotoAsync(path);
        await Looks();
    }

    /// <summary>Photographs the page and fails on anything a person would stumble over.</summary>
    public async Task Looks()
    {
        if (Pictured) await Photographs();
        complaints.ShouldBeEmpty($"at {Page.Url}");
        MissingWord().Match(await Page.Locator("body").InnerTextAsync()).Value.ShouldBeEmpty($"a word is missing at {Page.Url}");
        var wide = await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
        wide.ShouldBeFalse($"{Page.Url} scrolls sideways ({eyes})");
        if (!eyes.Script) return;
        var found = (await Page.RunAxe(eyes is { Dark: true, Screen: Screen.Phone } ? OnlyColours : OnlyFaults)).Violations;
        found.ShouldBeEmpty($"at {Page.Url}\n{string.Join('\n', found.Select(Describe))}");
    }

    private async Task Photographs()
    {
        var folder = Directory.CreateDirectory(Repository.Path("artifacts", "screens", story)).FullName;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{eyes}-{++pictures:00}.png") });
    }

    private static string Describe(AxeResultItem item) =>
        $"{item.Id}: {item.Help}\n" + string.Join('\n', item.Nodes.Take(5).Select(n => $"    {n.Target}  {n.Html}\n    {string.Join("; ", n.Any.Select(a => a.Message))}"));

    /// <summary>A word of the site in the language of these eyes.</summary>
    public string Word(string key, params object?[] args) => Words.For(Words.Pick(eyes.Language))[key, args];

    /// <summary>Presses what the selector finds and waits until the next page stands.</summary>
    public async Task Presses(string selector)
    {
        await Page.Locator(selector).First.ClickAsync();
        try
        {
            await Page.WaitForLoadStateAsync(options: new() { Timeout = 15_000 });
        }
        catch (TimeoutException)
        {
            // A page that was there at once has told so before anybody waited for it.
            (await Page.EvaluateAsync<string>("() => document.readyState")).ShouldBe("complete", Page.Url);
        }
    }

    public Task Types(string selector, string text) => Page.Locator(selector).First.FillAsync(text);

    /// <summary>Opens the menu of a card and follows the link in it.</summary>
    public async Task Chooses(string card, string link)
    {
        await Page.Locator($"{card} details.menu summary").First.ClickAsync();
        await Presses($"{card} details.menu[open] {link}");
    }

    public Task Sees(string text) => Shown(text).First.WaitForAsync();

    public async Task SeesNo(string text) => (await Shown(text).CountAsync()).ShouldBe(0, text);

    private ILocator Shown(string text) => Page.Locator("main").GetByText(text).Filter(new() { Visible = true });

    public async ValueTask DisposeAsync() => await context.DisposeAsync();

    [GeneratedRegex(@"\b(shared|web|accounts|posts|notifications|home)\.[a-z_]+(\.[a-z_]+)*\b|\{\d\}")]
    private static partial Regex MissingWord();
}
