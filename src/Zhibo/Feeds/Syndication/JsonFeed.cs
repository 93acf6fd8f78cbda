using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Zhibo.Feeds.Syndication;

/// <summary>JSON Feed 1.1 (jsonfeed.org/version/1.1).</summary>
internal static class JsonFeed
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static byte[] Write(Feed feed) => JsonSerializer.SerializeToUtf8Bytes(
        new Document("https://jsonfeed.org/version/1.1", feed.Title, feed.Home, feed.Self(FeedFormat.Json), feed.About, feed.Icon, feed.Language, [.. feed.Entries.Select(Of)]), Options);

    private static Item Of(FeedEntry entry) =>
        new(entry.Id, entry.Url, entry.Title, entry.Html, entry.Published, entry.Updated, [new(entry.Author, entry.AuthorUrl)], entry.Topics.Count == 0 ? null : entry.Topics, entry.Language);

    private sealed record Document(string Version, string Title, string HomePageUrl, string FeedUrl, string Description, string? Icon, string Language, IReadOnlyList<Item> Items);

    private sealed record Item(
        string Id, string Url, string Title, string ContentHtml, DateTimeOffset DatePublished, DateTimeOffset DateModified,
        IReadOnlyList<Author> Authors, IReadOnlyList<string>? Tags, string? Language);

    private sealed record Author(string Name, string Url);
}
