using Zhibo.Accounts;
using Zhibo.Posts.Timelines;

namespace Zhibo.Posts.Pages;

/// <summary>Pages that are a stream of posts.</summary>
internal static class StreamRoutes
{
    public static void MapStreams(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/city", (HttpContext http, StreamPage stream, TimelineReader timelines, long? before, CancellationToken ct) => stream.City(http, timelines, before, ct));
        pages.MapGet("/home", Following);
    }

    private static async Task<IResult> Following(HttpContext http, StreamPage stream, TimelineReader timelines, long? before, CancellationToken ct)
    {
        http.RequireCaller();
        var reader = await stream.Reader(http, ct);
        var cards = await timelines.Home(reader, new(before), stream.CardsFor(http), ct);
        return await stream.Timeline(http, TimelineTab.Following, cards, reader, before);
    }
}
