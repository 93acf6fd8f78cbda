namespace Zhibo.Feeds.Syndication;

/// <summary>How a feed is written down.</summary>
internal enum FeedFormat
{
    Rss,
    Atom,
    Json,
}

internal static class FeedFormats
{
    public static FeedFormat? Of(string name) => name switch
    {
        "rss" => FeedFormat.Rss,
        "atom" => FeedFormat.Atom,
        "json" => FeedFormat.Json,
        _ => null,
    };

    public static string Extension(this FeedFormat format) => format switch
    {
        FeedFormat.Rss => "rss",
        FeedFormat.Atom => "atom",
        _ => "json",
    };

    public static string MediaType(this FeedFormat format) => format switch
    {
        FeedFormat.Rss => "application/rss+xml",
        FeedFormat.Atom => "application/atom+xml",
        _ => "application/feed+json",
    };

    public static string Label(this FeedFormat format) => format switch
    {
        FeedFormat.Rss => "RSS",
        FeedFormat.Atom => "Atom",
        _ => "JSON Feed",
    };
}

/// <summary>A feed before it is written: all addresses absolute, all texts free of what XML cannot hold.</summary>
internal sealed record Feed(string Title, string About, string Home, string Language, DateTimeOffset Updated)
{
    /// <summary>By format; the first one is the feed's id, so that it has the same in all.</summary>
    public required Func<FeedFormat, string> Self { get; init; }

    public string? Icon { get; init; }

    public IReadOnlyList<FeedEntry> Entries { get; init; } = [];
}

/// <param name="Id">Stays when the author changes the text.</param>
internal sealed record FeedEntry(string Id, string Url, string Title, string Html)
{
    public DateTimeOffset Published { get; init; }

    public DateTimeOffset Updated { get; init; }

    public string Author { get; init; } = "";

    public string AuthorUrl { get; init; } = "";

    public IReadOnlyList<string> Topics { get; init; } = [];

    public string? Language { get; init; }
}
