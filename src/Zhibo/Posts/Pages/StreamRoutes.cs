using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Posts.Pages;

/// <summary>Pages that are a stream of posts.</summary>
internal static class StreamRoutes
{
    private const int TopicsPerPage = 50;

    public static void MapStreams(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/city", (HttpContext http, StreamPage stream, TimelineReader timelines, long? before, CancellationToken ct) => stream.City(http, timelines, before, ct));
        pages.MapGet("/home", Following);
        pages.MapGet("/topics", Topics);
        pages.MapGet("/topics/{name}", Topic);
    }

    private static async Task<IResult> Following(HttpContext http, StreamPage stream, TimelineReader timelines, long? before, CancellationToken ct)
    {
        http.RequireCaller();
        var reader = await stream.Reader(http, ct);
        var cards = await timelines.Home(reader, new(before), stream.CardsFor(http), ct);
        return await stream.Timeline(http, TimelineTab.Following, cards, reader, before);
    }

    private static async Task<IResult> Topics(HttpContext http, StreamPage stream, Db db, long? before, CancellationToken ct)
    {
        var topics = await db.Topics.Where(t => t.PostsCount > 0 && t.LastPostId < (before ?? long.MaxValue))
            .OrderByDescending(t => t.LastPostId).Take(TopicsPerPage).ToListAsync(ct);
        return Web.Page.Of<TopicsPage>(await stream.Head(http, http.Words()["web.topics"], "topics"), new Dictionary<string, object?>
        {
            [nameof(TopicsPage.Topics)] = topics.Select(t => new TopicRow(t.Name, TopicName.Path(t.Name), t.PostsCount, Ids.TimeOf(t.LastPostId))).ToList(),
            [nameof(TopicsPage.Older)] = topics.Count == TopicsPerPage ? $"/topics?before={topics[^1].LastPostId.ToString(CultureInfo.InvariantCulture)}" : null,
        });
    }

    private static async Task<IResult> Topic(HttpContext http, string name, StreamPage stream, TimelineReader timelines, Db db, HeadParts<Topic> parts, long? before, CancellationToken ct)
    {
        name = RawPath.Segment(http, 2, name);
        if (!InputText.CleanLine(name, PostText.LongestTopic).Ok || TopicName.Key(name) is not { Length: > 0 } key) throw new Refusal(RefusalKind.NotFound, "posts.no_topic");
        var topic = await db.Topics.FirstOrDefaultAsync(t => t.Key == key, ct);
        var reader = await stream.Reader(http, ct);
        var cards = topic is null ? [] : await timelines.Topic(reader, topic.Id, new(before), stream.CardsFor(http), ct);
        var shown = topic?.Name ?? TopicName.Display(name);
        var path = TopicName.Path(shown);
        var view = new TopicView(shown, topic?.PostsCount ?? 0)
        {
            LastAt = topic is { LastPostId: > 0 } ? Ids.TimeOf(topic.LastPostId) : null,
            Composer = reader.IsStranger || before is not null ? null : await stream.WithVoices(http, stream.Composer(path) with { Text = $"#{shown}# " }, ct),
            Empty = cards.Count == 0,
            Older = StreamPage.Older(path, cards),
            Newest = before is null ? null : path,
        };
        var head = topic is null ? await stream.Head(http, $"#{shown}#", "topics") : await stream.Head(http, $"#{shown}#", "topics", parts, topic);
        return Web.Page.Of<TopicPage>(head, new Dictionary<string, object?> { [nameof(TopicPage.View)] = view },
            topic is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK, stream.Part(nameof(TopicPage.Cards), cards, reader, http));
    }
}
