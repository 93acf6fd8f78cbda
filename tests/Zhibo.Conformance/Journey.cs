using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Zhibo.Tests;
using Zhibo.Tests.Shared;

namespace Zhibo.Conformance;

public enum Screen
{
    Phone,
    Desktop,
}

public sealed record Eyes(Screen Screen = Screen.Phone, bool Dark = false, bool Script = true, string Language = "zh-CN")
{
    public override string ToString() =>
        $"{Screen}-{(Dark ? "dark" : "light")}{(Script ? "" : "-noscript")}{(Language == "zh-CN" ? "" : "-" + Language)}".ToLower(CultureInfo.InvariantCulture);
}

/// <summary>One person at one browser. Every page looked at is checked for accessibility, script errors and
/// overflow, and photographed.</summary>
public sealed class Journey : IAsyncDisposable
{
    private readonly IBrowserContext context;
    private readonly string story;
    private readonly Eyes eyes;
    private readonly ConcurrentQueue<string> complaints = [];
    private int pictures;

    private Journey(Town town, IBrowserContext context, IPage page, Eyes eyes, string story) =>
        (Town, this.context, Page, this.eyes, this.story) = (town, context, page, eyes, story);

    public Town Town { get; }

    public IPage Page { get; }

    public static async Task<Journey> Begin(Browser browser, Town town, Eyes eyes, Person? person = null, [CallerMemberName] string story = "")
    {
        Assert.SkipWhen(Browser.Missing is not null, Browser.Missing ?? "");
        var phone = eyes.Screen == Screen.Phone;
        var context = await browser.Chromium.NewContextAsync(new()
        {
            BaseURL = town.Address.AbsoluteUri,
            ViewportSize = phone ? new() { Width = 390, Height = 844 } : new() { Width = 1440, Height = 900 },
            IsMobile = phone,
            HasTouch = phone,
            ColorScheme = eyes.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            JavaScriptEnabled = eyes.Script,
            Locale = eyes.Language,
            TimezoneId = "Asia/Shanghai",
        });
        context.SetDefaultTimeout(10_000);
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
        var folder = Directory.CreateDirectory(Repository.Path("artifacts", "screens", story)).FullName;
        await Page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{eyes}-{++pictures:00}.png"), FullPage = false });
        complaints.ShouldBeEmpty($"at {Page.Url}");
        if (!eyes.Script) return;
        var wide = await Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth > document.documentElement.clientWidth + 1");
        wide.ShouldBeFalse($"{Page.Url} scrolls sideways on a {eyes.Screen}");
        var found = (await Page.RunAxe()).Violations;
        found.ShouldBeEmpty($"at {Page.Url}\n{string.Join('\n', found.Select(Describe))}");
    }

    private static string Describe(AxeResultItem item) =>
        $"{item.Id}: {item.Help}\n" + string.Join('\n', item.Nodes.Take(5).Select(n => $"    {n.Target}  {n.Html}\n    {string.Join("; ", n.Any.Select(a => a.Message))}"));

    public Task Presses(string role, string name) => Page.GetByRole(Enum.Parse<AriaRole>(role, ignoreCase: true), new() { Name = name }).First.ClickAsync();

    public Task Sees(string text) => Page.GetByText(text).First.WaitForAsync();

    public async Task SeesNo(string text) => (await Page.GetByText(text).CountAsync()).ShouldBe(0, text);

    public async ValueTask DisposeAsync() => await context.DisposeAsync();
}
