using System.Net;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;

namespace Zhibo.Tests.Feeds;

public sealed class CrawlerStories
{
    private const string Site = "https://zhibo.example";
    private static readonly XNamespace Map = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [BothEngines]
    public async Task Search_engines_are_shown_what_is_public_and_at_work(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var office = await town.Office("微博德阳", "weibodeyang", "5106");
        await town.Office("停用单位", "frozenoffice", "5106", more: a => a.State = AgencyState.Frozen);
        await town.Office("撤销单位", "closedoffice", "5106", more: a => a.State = AgencyState.Closed);
        await town.Office("没到的单位", "invitedoffice", "5106", more: a => a.State = AgencyState.Invited);
        await town.Hall("deyang", "德阳发布厅", "5106");
        var (wang, left) = (await town.Citizen("王小微", "wang"), await town.Citizen("离任", "left"));
        var post = await office.Posts("#今日 & 德阳# 天晴");
        await wang.Posts("只在自己页上", "unlisted");
        await wang.Posts("只给粉丝", "private");
        await wang.Deletes(await wang.Posts("说错了"));
        await wang.Posts("评论", answering: post);
        await left.Posts("冻结前说的");
        await town.Write(db => db.Accounts.AsTracking().Single(a => a.Id == left.AccountId).FrozenAt = town.Clock.GetUtcNow());
        var index = await town.Xml("/sitemap.xml");
        index.Root!.Name.ShouldBe(Map + "sitemapindex");
        var parts = Locations(index);
        parts.ShouldBe([$"{Site}/sitemaps/halls-1.xml", $"{Site}/sitemaps/agencies-1.xml", $"{Site}/sitemaps/topics-1.xml", $"{Site}/sitemaps/posts-1.xml"]);
        List<string> listed = [];
        foreach (var part in parts) listed.AddRange(Locations(await town.Xml(new Uri(part).PathAndQuery)));
        listed.ShouldBe([$"{Site}/halls/deyang", $"{Site}/@weibodeyang", $"{Site}/topics/{Uri.EscapeDataString("今日 & 德阳")}", $"{Site}/@weibodeyang/{post}"]);
        foreach (var path in new[] { "/sitemaps/posts-2.xml", "/sitemaps/posts-0.xml", "/sitemaps/users-1.xml", "/sitemaps/posts--1.xml", "/sitemaps/posts-2147483647.xml", "/sitemaps/agencies-2147483647.xml" })
            (await town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
    }

    [BothEngines]
    public async Task Who_does_not_want_to_be_found_is_not_listed(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李大明", "li"));
        var (hidden, shown) = (await wang.Posts("别收录我"), await li.Posts("随便收录"));
        await wang.Submits(await wang.Page("/settings/profile"), "form[action='/settings/profile']", ("hidden_from_search", "true"));
        (await wang.Page("/settings/profile")).QuerySelector("input[name=hidden_from_search]")!.HasAttribute("checked").ShouldBeTrue();
        foreach (var path in new[] { "/@wang", $"/@wang/{hidden}" })
            (await town.Stranger.Page(path)).QuerySelector("meta[name=robots]")!.GetAttribute("content").ShouldBe("noindex", path);
        foreach (var path in new[] { "/@li", $"/@li/{shown}" }) (await town.Stranger.Page(path)).QuerySelector("meta[name=robots]").ShouldBeNull(path);
        Locations(await town.Xml("/sitemaps/posts-1.xml")).ShouldBe([$"{Site}/@li/{shown}"]);
        await wang.Submits(await wang.Page("/settings/profile"), "form[action='/settings/profile']", ("hidden_from_search", ""));
        (await town.Stranger.Page("/@wang")).QuerySelector("meta[name=robots]").ShouldBeNull();
    }

    [BothEngines]
    public async Task Robots_know_where_the_map_is_and_where_not_to_go(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var lines = (await town.Fetch("/robots.txt")).Split('\n');
        lines[0].ShouldBe("User-agent: *");
        lines.ShouldContain($"Sitemap: {Site}/sitemap.xml");
        foreach (var path in new[] { "/settings", "/desk", "/admin", "/compose" }) lines.ShouldContain("Disallow: " + path);
        Locations(await town.Xml("/sitemap.xml")).ShouldBeEmpty();
    }

    private static List<string> Locations(XDocument map) => [.. map.Descendants(Map + "loc").Select(l => l.Value)];
}
