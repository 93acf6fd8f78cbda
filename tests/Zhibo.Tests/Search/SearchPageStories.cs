using System.Net;
using System.Text.Json;
using AngleSharp.Dom;
using Zhibo.Accounts;
using Zhibo.Tests.ClientApi;
using Zhibo.Tests.Feeds;
using Zhibo.Tests.Hostile;
using Zhibo.Tests.HouseRules;

namespace Zhibo.Tests.Search;

/// <summary>The doors of the search.</summary>
public sealed class SearchPageStories
{
    [BothEngines]
    public async Task The_page_works_without_script(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Citizen("微博德阳", "weibodeyang", AccountKind.Agency);
        await office.Posts("#德阳停水# 東湖山明天停水 <b>&");
        await town.Indexed();
        var page = await town.Stranger.Page("/");
        page = await town.Stranger.Submits(page, "form.site-find", ("q", "东湖山"));
        page.QuerySelectorAll("article mark").Select(m => m.TextContent).ShouldBe(["東湖山"]);
        page.QuerySelector("article .text")!.TextContent.ShouldBe("#德阳停水# 東湖山明天停水 <b>&");
        page.QuerySelector<AngleSharp.Html.Dom.IHtmlInputElement>("#f-q")!.Value.ShouldBe("东湖山");
        page.QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex");
        // Who is named by the words stands above the posts.
        page = await town.Stranger.Submits(page, "form.find-large", ("q", "德阳"));
        page.QuerySelector(".named .name bdi")!.InnerHtml.ShouldBe("微博<mark>德阳</mark>");
        page.QuerySelector(".named .topics b")!.TextContent.ShouldBe("#德阳停水#");
        page = await town.Stranger.Page(page.QuerySelectorAll(".tabs a")[1].GetAttribute("href")!);
        page.QuerySelectorAll(".people .name").Length.ShouldBe(1);
        page = await town.Stranger.Submits(page, "form.find-large", ("q", "dyts"));
        page.QuerySelector(".empty")!.TextContent.ShouldContain("dyts");
        page = await town.Stranger.Page(page.QuerySelectorAll(".tabs a")[2].GetAttribute("href")!);
        page.QuerySelector(".topics a")!.GetAttribute("href").ShouldBe("/topics/" + Uri.EscapeDataString("德阳停水"));
        (await town.Stranger.Page("/search")).QuerySelector(".search-help").ShouldNotBeNull();

        var offers = JsonDocument.Parse(await (await town.Stranger.Get("/search/suggest?q=dy")).Content.ReadAsStringAsync()).RootElement;
        offers.EnumerateArray().Select(o => o.GetProperty("url").GetString()).ShouldBe(["/@weibodeyang", "/topics/" + Uri.EscapeDataString("德阳停水")]);
    }

    [BothEngines]
    public async Task Whatever_is_typed_is_answered_calmly(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        await wang.Posts("OR NOT NEAR(停水) AND *");
        await town.Indexed();
        var faults = new List<string>();
        string[] typed =
        [
            "\"", "'", "*", "停水*", "\"停水", "NEAR(停水 水)", "停水 OR 水", "NOT 停水", "AND", "search_grams:停水", "{x}:", "^停水", "-停水", "@", "#", "##", "from:", "from:\"", "before:9999-99-99", "after:0001-01-01", "has:", "%", "_", "\\", ";--", "！？。", "😀",
            "\0", "\u0001\u0007", "\uFFFE", new string('水', 101), new string('水', 700), string.Join(' ', Enumerable.Range(0, 60).Select(n => (char)('a' + (n % 26)))), string.Concat(Enumerable.Repeat("的", 100)), "𠮷", "\u202E水", "a\u0301",
        ];
        foreach (var text in typed.Concat(HostileText.All.Where(t => t.Bytes.Length < 2000).Select(t => System.Text.Encoding.UTF8.GetString(t.Bytes))))
            foreach (var path in new[] { "/search?q={0}", "/search?sort=best&q={0}", "/search?type=accounts&q={0}", "/search?type=topics&skip=99999999&q={0}", "/search/suggest?q={0}", "/api/v2/search?q={0}", "/api/v2/search?type=statuses&offset=5&q={0}", "/api/v1/accounts/search?q={0}", "/feeds/search/{0}.rss" })
                faults.AddRange(await AnswerRules.Faults(await wang.Get(path.Replace("{0}", Uri.EscapeDataString(text), StringComparison.Ordinal)), $"{path} {text[..Math.Min(20, text.Length)]}"));
        faults.ShouldBeNone("Answers that break the rules:");
        (await town.Stranger.Finds("NEAR(停水)")).Length.ShouldBe(1);
        var tooLong = await town.Stranger.Page(Searching.Page(new string('水', 101)), HttpStatusCode.BadRequest);
        tooLong.QuerySelector(".notice")!.TextContent.ShouldContain("100");
        // What people look for is nobody's business.
        town.Log.Lines.ShouldNotContain(l => l.Contains("停水", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Strangers_search_as_often_as_people_do()
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { Settings = settings => settings.Limits.SearchesPerMinute = 2 });
        var wang = await town.Citizen("王小微", "wang");
        foreach (var path in new[] { "/search?q=a", "/api/v2/search?q=a" }) (await town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/search?q=b", "/api/v2/search?q=b", "/feeds/search/b.rss", "/embed/search/b" }) (await town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.TooManyRequests, path);
        (await town.Stranger.Get("/search")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await wang.Get("/search?q=b")).StatusCode.ShouldBe(HttpStatusCode.OK);
        town.Clock.Advance(TimeSpan.FromMinutes(2));
        (await town.Stranger.Get("/search?q=b")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Programs_find_the_same_in_the_published_shape()
    {
        var schema = MastodonSchema.Read();
        await using var town = await Town.Start(EngineKind.Sqlite);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李小微", "li");
        var post = await li.Posts("#小微# 你好");
        await wang.Follows(li);
        await town.Indexed();
        var all = await wang.Search("小微", "&resolve=true");
        schema.Faults("get", "/api/v2/search", all).ShouldBeEmpty();
        (all.GetProperty("accounts").GetArrayLength(), all.GetProperty("statuses").GetArrayLength(), all.GetProperty("hashtags").GetArrayLength()).ShouldBe((2, 1, 1));
        var names = await wang.Json("/api/v1/accounts/search?q=xiaowei&following=true");
        schema.Faults("get", "/api/v1/accounts/search", names).ShouldBeEmpty();
        names.EnumerateArray().Select(a => a.GetProperty("username").GetString()).ShouldBe(["li"]);
        (await wang.Finds("小微", $"&account_id={wang.AccountId}")).ShouldBeEmpty();
        var root = town.Address.GetLeftPart(UriPartial.Authority);
        (await wang.Search($"{root}/@li/{post}")).GetProperty("statuses")[0].GetProperty("id").GetString().ShouldBe(post);
        (await wang.Search($"{root}/@li")).GetProperty("accounts")[0].GetProperty("id").GetString().ShouldBe($"{li.AccountId}");
        (await wang.Calls(HttpMethod.Get, "/api/v2/search?q=a&type=nothing")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await town.Stranger.Search("")).GetProperty("accounts").GetArrayLength().ShouldBe(0);
    }

    [BothEngines]
    public async Task A_search_can_be_subscribed_to(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var first = await wang.Posts("东湖山停水");
        await wang.Posts("停水我也知道", answering: first);
        await wang.Posts("停水：只给粉丝", "private");
        var last = await wang.Posts("又停水 A/B");
        await town.Indexed();
        foreach (var entries in await town.AllForms("/feeds/search/" + Uri.EscapeDataString("停水"))) entries.Select(e => e.Id).ShouldBe([$"https://zhibo.example/posts/{last}", $"https://zhibo.example/posts/{first}"]);
        foreach (var entries in await town.AllForms("/feeds/search/" + Uri.EscapeDataString("停水 A/B"))) entries.Select(e => e.Title).ShouldBe(["又停水 A/B"]);
        var page = await town.Stranger.Page(Searching.Page("停水 A/B"));
        foreach (var link in page.QuerySelectorAll("link[rel=alternate], a.feed"))
            (await town.Stranger.Get(new Uri(town.Address, link.GetAttribute("href")!).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK, link.OuterHtml);
        (await town.Stranger.Get("/feeds/search/%21.rss")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
