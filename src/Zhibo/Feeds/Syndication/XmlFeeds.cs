using System.ServiceModel.Syndication;
using System.Text;
using System.Xml;

namespace Zhibo.Feeds.Syndication;

/// <summary>RSS 2.0 and Atom 1.0.</summary>
internal static class XmlFeeds
{
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XmlWriterSettings Plain = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false) };

    public static byte[] Write(Feed feed, FeedFormat format)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(bytes, Plain))
        {
            var whole = Whole(feed, format);
            if (format == FeedFormat.Rss) whole.SaveAsRss20(xml);
            else whole.SaveAsAtom10(xml);
        }
        return bytes.ToArray();
    }

    private static SyndicationFeed Whole(Feed feed, FeedFormat format)
    {
        var whole = new SyndicationFeed(feed.Title, feed.About, new Uri(feed.Home), feed.Self(FeedFormat.Atom), feed.Updated, feed.Entries.Select(e => Item(e, format)))
        {
            Language = feed.Language,
            Generator = "Zhibo",
            ImageUrl = feed.Icon is null ? null : new Uri(feed.Icon),
        };
        whole.Links.Add(SyndicationLink.CreateSelfLink(new Uri(feed.Self(format)), format.MediaType()));
        return whole;
    }

    private static SyndicationItem Item(FeedEntry entry, FeedFormat format)
    {
        var item = new SyndicationItem
        {
            Id = entry.Id,
            Title = new(entry.Title),
            Content = new TextSyndicationContent(entry.Html, TextSyndicationContentKind.Html),
            PublishDate = entry.Published,
            LastUpdatedTime = entry.Updated,
        };
        item.Links.Add(SyndicationLink.CreateAlternateLink(new Uri(entry.Url), "text/html"));
        item.Authors.Add(new(null, entry.Author, entry.AuthorUrl));
        foreach (var topic in entry.Topics) item.Categories.Add(new(topic));
        // The author of RSS itself is a mail address, which nobody has here.
        if (format == FeedFormat.Rss) item.ElementExtensions.Add("creator", DublinCore, entry.Author);
        return item;
    }
}
