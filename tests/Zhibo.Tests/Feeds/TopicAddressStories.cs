using System.Net;
using System.Text.Json;

namespace Zhibo.Tests.Feeds;

/// <summary>Signs that mean something in addresses, in the names of topics.</summary>
public sealed class TopicAddressStories
{
    [BothEngines]
    public async Task A_topic_with_signs_of_addresses_is_found_wherever_it_is_linked(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Offices.Named);
        var wang = await town.Citizen("王小微", "wang");
        string[] names = ["24/7 热线", "为什么?", "涨了5%", "a%2Fb", "a/b"];
        foreach (var name in names)
        {
            var post = await wang.Posts($"#{name}# 说说");
            var link = (await town.Stranger.Page($"/@wang/{post}")).QuerySelector("article a[href^='/topics/']");
            if (link is null) continue;
            var topic = await town.Stranger.Page(link.GetAttribute("href")!);
            topic.QuerySelector("h1")!.TextContent.ShouldContain(name);
            topic.QuerySelectorAll("article.post").Length.ShouldBe(1, name);
            var feed = topic.QuerySelector("link[type='application/feed+json']")!.GetAttribute("href")!;
            var entries = JsonDocument.Parse(await town.Fetch(new Uri(feed).PathAndQuery)).RootElement;
            entries.GetProperty("items").GetArrayLength().ShouldBe(1, name);
            new Uri(entries.GetProperty("home_page_url").GetString()!).AbsolutePath.ShouldBe(link.GetAttribute("href"));
            var escaped = Uri.EscapeDataString(name);
            foreach (var path in new[] { $"/qr/topics/{escaped}.png", $"/embed/topics/{escaped}", $"/oembed?url={Uri.EscapeDataString("https://zhibo.example/topics/" + escaped)}" })
                (await town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.OK, path);
            (await town.Fetch("/sitemaps/topics-1.xml")).ShouldContain($"/topics/{escaped}<");
        }
        (await town.Fetch("/sitemaps/topics-1.xml")).ShouldContain("24%2F7");
    }
}
