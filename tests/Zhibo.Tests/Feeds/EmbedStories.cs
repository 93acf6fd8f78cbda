using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Halls;

namespace Zhibo.Tests.Feeds;

public sealed class EmbedStories
{
    private const string Site = "https://zhibo.example";

    [BothEngines]
    public async Task Others_may_frame_what_is_made_for_it_and_nothing_else(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Regions();
        var office = await town.Office("微博德阳", "weibodeyang", "5106");
        await town.Hall("deyang", "德阳发布厅", "5106");
        var post = await office.Posts("<b>雨</b>很大 #今日德阳# https://example.com/a");
        foreach (var thing in new[] { $"posts/{post}", "accounts/weibodeyang", "topics/" + Uri.EscapeDataString("今日德阳"), "halls/deyang" })
        {
            // Signed in or not, it is the same, and nobody gets a cookie.
            var answer = await office.Get("/embed/" + thing);
            answer.StatusCode.ShouldBe(HttpStatusCode.OK, thing);
            var policy = Policy(answer);
            policy.ShouldContain("frame-ancestors *");
            policy.ShouldContain("default-src 'none'");
            answer.Headers.Contains("Set-Cookie").ShouldBeFalse();
            answer.Headers.CacheControl!.Public.ShouldBeTrue();
            var page = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
            page.QuerySelectorAll("script, form, iframe, [style]").ShouldBeEmpty(thing);
            page.QuerySelector("base")!.GetAttribute("target").ShouldBe("_top");
            page.QuerySelector("base")!.HasAttribute("href").ShouldBeFalse();
            page.QuerySelector(".post .text")!.TextContent.ShouldContain("<b>雨</b>很大");
            page.QuerySelector(".embed-foot a")!.GetAttribute("href")!.ShouldStartWith(Site + "/");
        }
        foreach (var path in new[] { "/", "/@weibodeyang", $"/@weibodeyang/{post}", "/embed", "/sign-in", $"/feeds/accounts/weibodeyang.rss", "/qr/accounts/weibodeyang/card", "/embed/nothing" })
            Policy(await town.Stranger.Get(path)).ShouldContain("frame-ancestors 'none'", Case.Sensitive, path);
    }

    [BothEngines]
    public async Task What_is_not_public_is_not_to_be_seen_in_a_frame(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var gone = await wang.Posts("删掉的话");
        await wang.Deletes(gone);
        string[] hidden = [gone, await wang.Posts("粉丝才能看", "private"), await wang.Posts("悄悄话", "direct"), "1", "99999999999999999999", "abc"];
        foreach (var id in hidden)
        {
            foreach (var person in new[] { town.Stranger, wang })
            {
                var answer = await person.Get($"/embed/posts/{id}");
                answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
                Policy(answer).ShouldContain("frame-ancestors *");
                (await answer.Content.ReadAsStringAsync()).ShouldNotContain("粉丝");
            }
            (await town.Stranger.Get($"/qr/posts/{id}.png")).StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
            (await Ask(town, $"{Site}/@wang/{id}")).StatusCode.ShouldBe(HttpStatusCode.NotFound, id);
        }
        (await town.Stranger.Page("/embed/accounts/wang")).QuerySelectorAll(".post").ShouldBeEmpty();
    }

    [BothEngines]
    public async Task It_speaks_and_looks_as_it_is_asked_to(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("天晴");
        var dark = await town.Stranger.Page($"/embed/posts/{post}?theme=dark&lang=en");
        dark.DocumentElement.GetAttribute("data-theme").ShouldBe("dark");
        dark.DocumentElement.GetAttribute("lang").ShouldBe("en");
        dark.Body!.TextContent.ShouldContain("See it on 德阳微博");
        var usual = await town.Stranger.Page($"/embed/posts/{post}?theme=%22%3E&lang=xx");
        usual.DocumentElement.GetAttribute("data-theme").ShouldBe("auto");
        usual.DocumentElement.GetAttribute("lang").ShouldBe("zh-Hans");
        // Another language of the browser makes no other answer: caches hold one.
        var request = new HttpRequestMessage(HttpMethod.Get, $"/embed/posts/{post}");
        request.Headers.AcceptLanguage.ParseAdd("en");
        (await (await town.Stranger.Send(request)).Content.ReadAsStringAsync()).ShouldContain("到 德阳微博 查看");
    }

    [BothEngines]
    public async Task An_editor_that_is_given_an_address_finds_the_frame(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        await town.Regions();
        await town.Office("微博德阳", "weibodeyang", "5106");
        await town.Hall("deyang", "德阳发布厅", "5106");
        var wang = await town.Citizen("王<小>微", "wang");
        var post = await wang.Posts("\"雨\"很大 #今日德阳#");
        foreach (var page in new[] { $"/@wang/{post}", "/@weibodeyang", "/topics/" + Uri.EscapeDataString("今日德阳") })
        {
            var found = (await town.Stranger.Page(page)).QuerySelectorAll("link[type='application/json+oembed'], link[type='text/xml+oembed']").Select(l => new Uri(l.GetAttribute("href")!).PathAndQuery).ToList();
            found.Count.ShouldBe(2);
            var json = JsonDocument.Parse(await town.Fetch(found[0])).RootElement;
            json.GetProperty("type").GetString().ShouldBe("rich");
            json.GetProperty("version").GetString().ShouldBe("1.0");
            var frame = Frame(json.GetProperty("html").GetString()!);
            (await town.Stranger.Get(new Uri(frame.GetAttribute("src")!).PathAndQuery)).StatusCode.ShouldBe(HttpStatusCode.OK);
            frame.GetAttribute("width").ShouldBe(json.GetProperty("width").GetRawText());
            var xml = XDocument.Parse(await town.Fetch(found[1])).Root!;
            xml.Name.LocalName.ShouldBe("oembed");
            foreach (var value in json.EnumerateObject()) xml.Element(value.Name)!.Value.ShouldBe(value.Value.ToString());
        }
        var answer = JsonDocument.Parse(await (await Ask(town, $"{Site}/@wang/{post}", "&maxwidth=300&maxheight=150")).Content.ReadAsStringAsync()).RootElement;
        (answer.GetProperty("width").GetInt32(), answer.GetProperty("height").GetInt32()).ShouldBe((300, 150));
        answer.GetProperty("author_name").GetString().ShouldBe("王<小>微");
        Frame(answer.GetProperty("html").GetString()!).GetAttribute("title").ShouldBe("王<小>微: \"雨\"很大 #今日德阳#");
        (await Ask(town, $"{Site}/halls/deyang")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ask(town, Site + "/")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await town.Write(db =>
        {
            var hall = db.Halls.AsTracking().Single();
            hall.IsMain = true;
            db.Raise(new HallChanged(hall.Id));
        });
        (await Ask(town, Site + "/")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Ask(town, $"http://zhibo.example/posts/{post}")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [BothEngines]
    public async Task Addresses_of_others_are_not_answered(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("天晴");
        string[] foreign =
        [
            $"https://evil.example/@wang/{post}", "https://zhibo.example.evil.example/@wang", "https://zhibo.example@evil.example/@wang", "https://evil.example:443/@wang", "https://zhibo.example:8443/@wang",
            "//evil.example/@wang", "/\\evil.example/@wang", "javascript:alert(1)//zhibo.example/@wang", "ftp://zhibo.example/@wang", "file:///etc/passwd", "http://127.0.0.1/@wang", "https://zhibo.example/settings",
            "https://zhibo.example/", "https://zhibo.example", "@wang", "https://user:pass@zhibo.example/@wang", "https://zhibo.example/@wang\r\nX: y", "https://zhibo.example/@wa\0ng", "", new string('/', 1500),
        ];
        foreach (var address in foreign)
        {
            (await Ask(town, address)).StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
            var page = await town.Stranger.Get("/embed?url=" + Uri.EscapeDataString(address));
            if (address.Length > 0) page.StatusCode.ShouldBe(HttpStatusCode.NotFound, address);
        }
        (await Ask(town, $"{Site}/@wang", "&format=yaml")).StatusCode.ShouldBe(HttpStatusCode.NotImplemented);
        (await Ask(town, $"{Site}/@wang", "&maxwidth=wide")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await town.Stranger.Get("/oembed")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [BothEngines]
    public async Task The_menu_of_a_post_leads_to_the_code(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("天晴");
        await wang.Posts("给粉丝", "private");
        var menus = (await wang.Page("/@wang")).QuerySelectorAll(".post .menu a[href^='/embed']");
        // What only followers see has no code.
        menus.Length.ShouldBe(1);
        var page = await wang.Page(menus[0].GetAttribute("href")!);
        var frame = Frame(((IHtmlTextAreaElement)page.QuerySelector("textarea#code")!).DefaultValue);
        frame.GetAttribute("src").ShouldBe($"{Site}/embed/posts/{post}");
        foreach (var link in page.QuerySelectorAll("main a[href^='/qr/'], main a[href^='/embed/'], main img[src^='/qr/']"))
            (await town.Stranger.Get(link.GetAttribute("href") ?? link.GetAttribute("src")!)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var dark = await wang.Submits(page, "form[action='/embed']", ("url", $"{Site}/@wang"), ("theme", "dark"));
        Frame(((IHtmlTextAreaElement)dark.QuerySelector("textarea#code")!).DefaultValue).GetAttribute("src").ShouldBe($"{Site}/embed/accounts/wang?theme=dark");
        dark.QuerySelectorAll("main a[href^='/feeds/']").Length.ShouldBe(3);
    }

    [BothEngines]
    public async Task A_comment_and_a_quote_can_be_shown_elsewhere(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李晓", "li", AccountKind.Official));
        var post = await wang.Posts("橘子熟了");
        var comment = await li.Posts("甜吗", answering: post);
        var quote = (await li.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "我看行", quoted_status_id = post })).GetProperty("id").GetString();
        (await town.Stranger.Page($"/embed/posts/{comment}")).QuerySelector(".answering a")!.TextContent.ShouldBe("@王小微");
        (await town.Stranger.Page($"/embed/posts/{quote}")).QuerySelector("blockquote.quote")!.TextContent.ShouldContain("橘子熟了");
    }

    private static Task<HttpResponseMessage> Ask(Town town, string address, string more = "") => town.Stranger.Get($"/oembed?url={Uri.EscapeDataString(address)}{more}");

    private static IElement Frame(string html) => new HtmlParser().ParseDocument(html).QuerySelector("iframe")!;

    private static string Policy(HttpResponseMessage answer) => string.Join(' ', answer.Headers.GetValues("Content-Security-Policy"));
}
