using Zhibo.Accounts;
using Zhibo.Feeds.Sources;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Feeds.Syndication;

/// <summary>Feeds of accounts, topics, halls and of the whole city.</summary>
internal static class FeedRoutes
{
    public static void MapSyndication(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feeds/public.{format}", (HttpContext http, string format, ReadFeed feed, PageFrame frame, CancellationToken ct) => Send(http, CityFeed.Kind, "", format, feed, frame, ct));
        routes.MapGet("/feeds/{kind}/{name}.{format}", (HttpContext http, string kind, string name, string format, ReadFeed feed, PageFrame frame, CancellationToken ct) => Send(http, kind, RawPath.File(http, 3, name), format, feed, frame, ct));
    }

    private static async Task<IResult> Send(HttpContext http, string kind, string name, string format, ReadFeed read, PageFrame frame, CancellationToken ct)
    {
        if (FeedFormats.Of(format) is not { } known) throw new Refusal(RefusalKind.NotFound, "feeds.not_found");
        SearchFeeds.Count(http, kind);
        var feed = await read.Run(new(kind, name, frame.SiteUrl(http)), ct);
        http.ForEverybody(OpenAnswers.Short);
        var bytes = known == FeedFormat.Json ? JsonFeed.Write(feed) : XmlFeeds.Write(feed, known);
        return OpenAnswers.Of(bytes, known.MediaType() + "; charset=utf-8", feed.Updated);
    }
}
