using System.Globalization;
using System.Net;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;

namespace Zhibo.Tests.Feeds;

public sealed class FeedStories
{
    private const string Site = "https://zhibo.example";

    [BothEngines]
    public async Task A_feed_holds_what_was_said_to_everybody(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李晓", "li");
        var first = await wang.Posts("橘子熟了 #今日德阳# @李晓");
        await wang.Posts("只在自己页上 #今日德阳#", "unlisted");
        await wang.Posts("只给粉丝 #今日德阳#", "private");
        await wang.Posts("@李晓 悄悄话 #今日德阳#", "direct");
        await wang.Posts("我也来评论 #今日德阳#", answering: first);
        await wang.Deletes(await wang.Posts("说错了 #今日德阳#"));
        await wang.Reposts(await li.Posts("李晓说的"));
        var last = await wang.Posts("今天交通管制");
        foreach (var entries in await town.AllForms("/feeds/accounts/wang"))
        {
            entries.Select(e => e.Id).ShouldBe([$"{Site}/posts/{last}", $"{Site}/posts/{first}"]);
            entries[1].Url.ShouldBe($"{Site}/@wang/{first}");
            entries[1].Author.ShouldBe("王小微");
            entries[1].Topics.ShouldBe(["今日德阳"]);
            entries[1].Title.ShouldBe("橘子熟了 #今日德阳# @李晓");
            var html = new HtmlParser().ParseDocument(entries[1].Html);
            html.QuerySelector("a.mention")!.GetAttribute("href").ShouldBe(Site + "/@li");
            html.QuerySelector("a.topic")!.GetAttribute("href").ShouldBe(Site + "/topics/" + Uri.EscapeDataString("今日德阳"));
        }
        foreach (var entries in await town.AllForms("/feeds/topics/" + Uri.EscapeDataString("今日德阳"))) entries.Select(e => e.Id).ShouldBe([$"{Site}/posts/{first}"]);
        foreach (var entries in await town.AllForms("/feeds/public")) entries.Select(e => e.Title).ShouldBe(["今天交通管制", "李晓说的", "橘子熟了 #今日德阳# @李晓"]);
    }

    [BothEngines]
    public async Task It_has_twenty_newest_and_says_where_it_is(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        for (var n = 1; n <= 22; n++) await wang.Posts($"第 {n} 条");
        foreach (var entries in await town.AllForms("/feeds/accounts/wang")) entries.Select(e => e.Title).ShouldBe(Enumerable.Range(3, 20).Reverse().Select(n => $"第 {n} 条"));
        var atom = (await town.Xml("/feeds/accounts/wang.atom")).Root!;
        atom.Element(FeedReading.Atom + "title")!.Value.ShouldBe("王小微 · 德阳微博");
        atom.Elements(FeedReading.Atom + "link").ToDictionary(l => l.Attribute("rel")!.Value, l => l.Attribute("href")!.Value)
            .ShouldBe(new Dictionary<string, string> { ["alternate"] = Site + "/@wang", ["self"] = Site + "/feeds/accounts/wang.atom" }, ignoreOrder: true);
        var channel = (await town.Xml("/feeds/accounts/wang.rss")).Root!.Element("channel")!;
        channel.Element("link")!.Value.ShouldBe(Site + "/@wang");
        channel.Element(FeedReading.Atom + "link")!.Attribute("href")!.Value.ShouldBe(Site + "/feeds/accounts/wang.rss");
        channel.Element("language")!.Value.ShouldBe("zh-Hans");
        var json = await town.JsonFeed("/feeds/accounts/wang.json");
        json.GetProperty("feed_url").GetString().ShouldBe(Site + "/feeds/accounts/wang.json");
        // By nickname it is the same feed, and says its usual address.
        (await town.JsonFeed($"/feeds/accounts/{Uri.EscapeDataString("王小微")}.json")).GetProperty("feed_url").GetString().ShouldBe(Site + "/feeds/accounts/wang.json");
        JsonFeedSchema.Read().Faults(json).ShouldBeEmpty();
        JsonFeedSchema.Read().Faults(await town.JsonFeed("/feeds/public.json")).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Whoever_has_it_is_not_sent_it_again_until_it_changes(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("明天停水");
        foreach (var format in new[] { "rss", "atom", "json" })
        {
            var first = await town.Stranger.Get($"/feeds/accounts/wang.{format}");
            first.Headers.CacheControl!.ToString().ShouldBe("public, max-age=60");
            first.Headers.Contains("Set-Cookie").ShouldBeFalse();
            first.Content.Headers.LastModified.ShouldNotBeNull();
            (await Ask($"/feeds/accounts/wang.{format}", "If-None-Match", first.Headers.ETag!.ToString())).ShouldBe(HttpStatusCode.NotModified);
            (await Ask($"/feeds/accounts/wang.{format}", "If-Modified-Since", first.Content.Headers.LastModified!.Value.ToString("R", CultureInfo.InvariantCulture))).ShouldBe(HttpStatusCode.NotModified);
        }
        var before = await town.Stranger.Get("/feeds/accounts/wang.atom");
        town.Clock.Advance(TimeSpan.FromHours(1));
        await wang.Edits(post, "明天不停水");
        (await Ask("/feeds/accounts/wang.atom", "If-None-Match", before.Headers.ETag!.ToString())).ShouldBe(HttpStatusCode.OK);
        (await Ask("/feeds/accounts/wang.atom", "If-Modified-Since", before.Content.Headers.LastModified!.Value.ToString("R", CultureInfo.InvariantCulture))).ShouldBe(HttpStatusCode.OK);
        foreach (var entries in await town.AllForms("/feeds/accounts/wang"))
        {
            entries.Single().Id.ShouldBe($"{Site}/posts/{post}");
            entries[0].Title.ShouldBe("明天不停水");
            (entries[0].Updated - entries[0].Published).ShouldBe(TimeSpan.FromHours(1));
        }

        async Task<HttpStatusCode> Ask(string path, string condition, string value)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add(condition, value);
            return (await town.Stranger.Send(request)).StatusCode;
        }
    }

    [BothEngines]
    public async Task No_text_breaks_out_of_a_feed(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var mallory = await town.Citizen("马&<b>]]>", "mallory");
        string[] texts = ["]]></content></entry><script>alert(1)</script>", "<![CDATA[ &lt; &amp;#x0; ]]> <img src=x onerror=alert(1)>", "\u202Eelif.exe\u202C 👨‍👩‍👧 ﷽", string.Concat(Enumerable.Repeat("织", 60))];
        foreach (var text in texts) await mallory.Posts(text);
        foreach (var entries in await town.AllForms("/feeds/accounts/mallory"))
        {
            entries.Count.ShouldBe(4);
            entries[0].Title.ShouldBe(string.Concat(Enumerable.Repeat("织", 40)) + "…");
            entries[1].Title.ShouldBe("elif.exe 👨‍👩‍👧 ﷽");
            entries[3].Title.ShouldBe("]]></content></entry><script>alert(1)</s…");
            entries.ShouldAllBe(e => e.Author == "马&<b>]]>");
            foreach (var entry in entries)
            {
                var html = new HtmlParser().ParseDocument(entry.Html);
                html.QuerySelectorAll("script, img").ShouldBeEmpty();
                entry.Html.Contains('\u202E', StringComparison.Ordinal).ShouldBeFalse();
            }
            new HtmlParser().ParseDocument(entries[3].Html).Body!.TextContent.ShouldBe(texts[0]);
        }
    }

    [BothEngines]
    public async Task What_is_passed_on_stands_below_the_words(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var li = await town.Citizen("李晓", "li");
        var original = await li.Posts("原来的话");
        await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "我看行", quoted_status_id = original });
        foreach (var entries in await town.AllForms("/feeds/accounts/wang")) Quote(entries).ShouldBe("@李晓：原来的话");
        await li.Deletes(original);
        foreach (var entries in await town.AllForms("/feeds/accounts/wang")) Quote(entries).ShouldBe("原微博已删除或不可见");

        static string Quote(IReadOnlyList<ReadEntry> entries)
        {
            var html = new HtmlParser().ParseDocument(entries.Single().Html);
            html.Body!.FirstElementChild!.TextContent.ShouldBe("我看行");
            return html.QuerySelector("blockquote")!.TextContent;
        }
    }

    [BothEngines]
    public async Task A_hall_speaks_with_the_voices_of_its_agencies(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Regions();
        var city = await town.Office("微博德阳", "weibodeyang", "5106");
        var county = await town.Office("微博旌阳", "weibojingyang", "510603");
        var other = await town.Office("微博绵阳", "weibomianyang", "5107");
        var left = await town.Office("德阳试验", "deyangtest", "5106");
        var frozen = await town.Office("德阳停用", "deyangfrozen", "5106", more: a => a.State = Zhibo.Agencies.AgencyState.Frozen);
        await town.Hall("deyang", "德阳发布厅", "5106", (left, true));
        await town.Hall("both", "德阳和绵阳", "510603", (other, false));
        foreach (var office in new[] { city, county, other, left, frozen }) await office.Posts(office.Name + "说");
        foreach (var entries in await town.AllForms("/feeds/halls/deyang")) entries.Select(e => e.Author).ShouldBe(["微博旌阳", "微博德阳"]);
        foreach (var entries in await town.AllForms("/feeds/halls/both")) entries.Select(e => e.Author).ShouldBe(["微博绵阳", "微博旌阳"]);
    }

    [BothEngines]
    public async Task What_is_not_there_is_not_found(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Citizen("王小微", "wang");
        var waiting = await town.Citizen("候批", "waiting");
        await town.Write(db => db.Users.AsTracking().Single(u => u.Id == waiting.UserId).Status = UserStatus.AwaitingApproval);
        string[] paths =
        [
            "/feeds/accounts/nobody.rss", "/feeds/accounts/wang.xml", "/feeds/accounts/waiting.rss", "/feeds/topics/nothing.atom", "/feeds/halls/nowhere.json",
            "/feeds/halls/%E0%B8.json", "/feeds/columns/wang.rss", "/feeds/public.opml", "/feeds/public/wang.rss", $"/feeds/accounts/{new string('a', 300)}.rss",
        ];
        foreach (var path in paths) (await town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        // Nothing said yet is a feed without entries, dated when it began.
        foreach (var entries in await town.AllForms("/feeds/accounts/wang")) entries.ShouldBeEmpty();
    }

    [BothEngines]
    public async Task The_page_says_where_its_feeds_are(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        await wang.Posts("#今日德阳# 天晴");
        foreach (var path in new[] { "/@wang", "/topics/" + Uri.EscapeDataString("今日德阳") })
        {
            var page = await town.Stranger.Page(path);
            var feeds = page.QuerySelectorAll("link[rel=alternate]").Where(l => l.GetAttribute("href")!.Contains("/feeds/", StringComparison.Ordinal)).ToList();
            feeds.Select(f => f.GetAttribute("type")).ShouldBe(["application/rss+xml", "application/atom+xml", "application/feed+json"]);
            foreach (var feed in feeds)
            {
                var answer = await town.Stranger.Get(new Uri(feed.GetAttribute("href")!).PathAndQuery);
                answer.StatusCode.ShouldBe(HttpStatusCode.OK);
                answer.Content.Headers.ContentType!.MediaType.ShouldBe(feed.GetAttribute("type"));
            }
        }
    }
}
