using Zhibo.Halls;
using Zhibo.Halls.Blocks;
using Zhibo.Halls.Members;
using Zhibo.Posts;
using Zhibo.Posts.Pages;
using Zhibo.Shared.Text;
using Zhibo.Trends.Hosts;
using Zhibo.Web;

namespace Zhibo.Trends.Pages;

/// <summary>What is talked about, beside a stream: the block of a hall and the right column of the city.</summary>
internal sealed class TrendBlocks(PageWriter pages, TrendViews trends, CountHall count, HostBook book, TopicIds topics)
{
    /// <summary>Halls were arranged with this key before there were trends.</summary>
    public const string Key = "topics";

    private const int Rising = 5, Lines = 8;

    public HallBlock Block => new(Key, 60, "trends.block", Draw) { Side = true };

    public CityTopics Column => new()
    {
        Of = (words, _) => new([.. trends.Of((HallEntry?)null, Rising).Select(t => Link(t, words))]),
        LeavesOut = topic => trends.City is { } hall && book.KeptOut(hall.Hall.Id, topic) is not null,
    };

    private static TopicLink Link(TrendView trend, Words words) =>
        new(trend.Name, trend.Url, words["trends.people_short", trend.Figures.People]) { Note = TrendWords.Reason(trend.Figures, words) };

    private async ValueTask<string?> Draw(HallAsk ask, CancellationToken ct)
    {
        var rising = trends.Of(ask.Entry, Rising);
        var shown = rising.Select(t => TopicName.Key(t.Name)).ToHashSet();
        var spoken = (await count.Of(ask.Entry, ask.Members, ct)).Topics.Where(t => !shown.Contains(TopicName.Key(t.Name)) && !IsKeptOut(ask.Hall, t.Name)).Take(Lines - rising.Count).ToList();
        return rising.Count == 0 && spoken.Count == 0 ? null
            : await pages.Render<TrendsBlock>(ask.Language, new Dictionary<string, object?> { [nameof(TrendsBlock.View)] = new TrendsBlockView(TrendViews.ListOf(ask.Entry), rising, spoken) });
    }

    /// <summary>What a hall does not rank it does not count out beside its ranks either.</summary>
    private bool IsKeptOut(Hall hall, string name) => topics.IdOf(TopicName.Key(name)) is { } id && book.KeptOut(hall.Id, id) is not null;
}
