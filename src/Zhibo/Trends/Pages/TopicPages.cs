using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Text;
using Zhibo.Trends.Hosts;
using Zhibo.Web;

namespace Zhibo.Trends.Pages;

/// <summary>A topic's page: what it is, why it rises, who looks after it, what they set above, and then everything.</summary>
internal sealed class TopicPages(StreamPage stream, TimelineReader timelines, Db db, HeadParts<Topic> parts, TopicFrame frame)
{
    public async Task<IResult> Show(HttpContext http, string name, long? before, CancellationToken ct)
    {
        name = RawPath.Segment(http, 2, name);
        if (!InputText.CleanLine(name, PostText.LongestTopic).Ok || TopicName.Key(name) is not { Length: > 0 } key) throw new Refusal(RefusalKind.NotFound, "trends.no_topic");
        var topic = await db.Topics.FirstOrDefaultAsync(t => t.Key == key, ct);
        var reader = await stream.Reader(http, ct);
        var pinned = topic is null || before is not null ? [] : await Pinned(http, topic, reader, ct);
        var above = pinned.Select(c => c.Sight.PostId).ToHashSet();
        var cards = topic is null ? [] : await timelines.Topic(reader, topic.Id, new(before), stream.CardsFor(http), ct, above.Count == 0 ? null : post => !above.Contains(post.PostId));
        var shown = topic?.Name ?? TopicName.Display(name);
        var path = TopicName.Path(shown);
        var view = (topic is null ? new(shown, 0) : await frame.View(http, topic, before is null, ct)) with
        {
            Pinned = pinned.Count > 0,
            Composer = reader.IsStranger || before is not null ? null : await stream.WithVoices(http, stream.Composer(path) with { Text = $"#{shown}# " }, ct),
            Empty = cards.Count == 0 && pinned.Count == 0,
            Older = StreamPage.Older(path, cards),
            Newest = before is null ? null : path,
        };
        var head = topic is null ? await stream.Head(http, $"#{shown}#", "topics") : await stream.Head(http, $"#{shown}#", "topics", parts, topic);
        return Page.Of<TopicPage>(head, new Dictionary<string, object?> { [nameof(TopicPage.View)] = view },
            topic is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK,
            stream.Parts(reader, http, FilterPlaces.Public, (nameof(TopicPage.Cards), cards), (nameof(TopicPage.PinnedCards), pinned)));
    }

    private async Task<IReadOnlyList<Card>> Pinned(HttpContext http, Topic topic, Reader reader, CancellationToken ct)
    {
        var ids = await frame.Pinned(db, topic.Id, ct);
        return ids.Count == 0 ? [] : [.. (await stream.CardsFor(http).Get(ids, ct)).Where(c => !c.Sight.Deleted && reader.Wants(c.Sight) && !reader.Hides(c.Sight, FilterPlaces.Public))];
    }
}

/// <summary>What stands above the stream of a topic.</summary>
internal sealed class TopicFrame(TrendBoard board, TrendViews trends, HostBook book, HostRules rules, ActingSeats seats)
{
    /// <param name="http">Who reads.</param>
    /// <param name="topic">Which one.</param>
    /// <param name="whole">Older pages show the stream alone.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async ValueTask<TopicView> View(HttpContext http, Topic topic, bool whole, CancellationToken ct)
    {
        var view = new TopicView(topic.Name, topic.PostsCount) { LastAt = topic.LastPostId > 0 ? Ids.TimeOf(topic.LastPostId) : null };
        return !whole ? view : view with
        {
            People = board.People(topic.Id),
            Trend = trends.Of(topic),
            KeptOut = trends.KeptOut(topic),
            Host = trends.Host(topic),
            Manage = await Manage(http, topic, ct),
        };
    }

    /// <summary>Pinned posts that still stand in the topic, the latest pinned first; none while the host rests.</summary>
    public async Task<IReadOnlyList<long>> Pinned(Db db, long topicId, CancellationToken ct)
    {
        if (book.Of(topicId) is not { IsActive: true }) return [];
        var standing = PinInTopic.Standing(db, topicId);
        return await db.TopicPins.Where(p => p.TopicId == topicId && standing.Contains(p.PostId)).OrderByDescending(p => p.Id).Select(p => p.PostId).ToListAsync(ct);
    }

    /// <summary>For people of the host, and where there is none for those of an agency that might be.</summary>
    private async ValueTask<string?> Manage(HttpContext http, Topic topic, CancellationToken ct)
    {
        if (http.Caller() is not { } caller) return null;
        if (book.Of(topic.Id) is { IsOver: false } hosting)
            return await seats.At(caller.UserId, hosting.Agency.Id, ct) is { } seat && seat.May(ActingRights.Speak) ? DeskTopicRoutes.Path(seat.Handle, topic) : null;
        var free = (await seats.Of(caller.UserId, ct)).FirstOrDefault(s => s.May(ActingRights.Speak) && s.HasVoice && rules.IsMember(s.AccountId));
        return free is null ? null : DeskTopicRoutes.Path(free.Handle, topic);
    }
}
