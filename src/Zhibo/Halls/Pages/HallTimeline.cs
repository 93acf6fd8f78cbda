using Zhibo.Halls.Members;
using Zhibo.Posts;
using Zhibo.Posts.Reading;
using Zhibo.Posts.Timelines;

namespace Zhibo.Halls.Pages;

/// <summary>The posts that a hall's page was asked for.</summary>
internal sealed class HallTimeline(TimelineReader timelines, TopicIds topics)
{
    /// <returns><c>Older</c> is the post below which the next page begins; null at the end.</returns>
    public async Task<(IReadOnlyList<Card> Cards, long? Older)> Read(Reader reader, HallQuery query, Membership members, CardCache cache, CancellationToken ct)
    {
        var (set, page) = (members.Set(query.Filter), new PageRange(query.Before));
        if (query.Column is { } column)
            return await topics.Find(column.Key, ct) is { } topic ? await timelines.AuthorsTopic(reader, set, topic, page, cache, ct) : ([], null);
        var cards = await timelines.Authors(reader, set, page, cache, ct);
        return (cards, cards.Count < page.Count ? null : cards[^1].Sight.PostId);
    }
}
