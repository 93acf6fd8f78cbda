using System.Text.Encodings.Web;
using Zhibo.Feeds.Sources;
using Zhibo.Feeds.Syndication;
using Zhibo.Halls;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Heads;

/// <summary>What the page of a column says in its head to programs, and its hall about it.</summary>
internal sealed class ColumnHeads(ColumnFeeds columns, HallBook book, HtmlEncoder encoder)
{
    public ValueTask<string?> OfColumn(HallColumn column, string language, string site, CancellationToken ct)
    {
        var subject = columns.Of(column);
        return new(new Tags(encoder, site)
            .Preview("website", subject.Title, Words.For(language)["feeds.about", subject.Title], subject.Path)
            .Feeds(subject)
            .OEmbed(subject.Path, subject.Title)
            .ToString());
    }

    /// <summary>In one format each: a hall may have a dozen.</summary>
    public ValueTask<string?> OfHall(Hall hall, string language, string site, CancellationToken ct)
    {
        var tags = new Tags(encoder, site);
        foreach (var column in book.Now.BySlug(hall.Slug)?.Columns ?? []) tags.Feed(columns.Of(column), FeedFormat.Rss);
        return new(tags.ToString());
    }
}
