using Zhibo.Accounts;
using Zhibo.Shared;

namespace Zhibo.Feeds.Crawlers;

/// <summary>What search engines read first.</summary>
internal static class CrawlerRoutes
{
    private const string Xml = "application/xml; charset=utf-8";
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    /// <summary>Pages of one's own, pages of forms, and what is meant for programs.</summary>
    private static readonly string[] NotForCrawlers =
        ["/settings", "/desk", "/admin", "/compose", "/home", "/me", "/notices", "/unsubscribe", "/sign-in", "/sign-up", "/reset", "/events", "/api/", "/oauth", "/embed", "/*/history", "/*/followers", "/*/following"];

    public static void MapCrawlers(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/robots.txt", Robots);
        routes.MapGet("/sitemap.xml", async (HttpContext http, Sitemap map, PageFrame frame, CancellationToken ct) => Send(http, await map.Index(frame.SiteUrl(http), ct)));
        routes.MapGet("/sitemaps/{kind}-{number:int}.xml", async (HttpContext http, string kind, int number, Sitemap map, PageFrame frame, CancellationToken ct) =>
            Send(http, await map.Part(kind, number, frame.SiteUrl(http), ct) ?? throw new Refusal(RefusalKind.NotFound, "feeds.not_found")));
    }

    private static IResult Robots(HttpContext http, PageFrame frame)
    {
        http.ForEverybody(OpenAnswers.Day);
        return Results.Text($"User-agent: *\n{string.Concat(NotForCrawlers.Select(path => $"Disallow: {path}\n"))}\nSitemap: {frame.SiteUrl(http)}/sitemap.xml\n");
    }

    private static IResult Send(HttpContext http, byte[] map)
    {
        http.ForEverybody(Hour);
        return OpenAnswers.Of(map, Xml);
    }
}
