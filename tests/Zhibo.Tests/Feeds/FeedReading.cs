using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Xml.Linq;

namespace Zhibo.Tests.Feeds;

/// <summary>A feed as a reader program takes it in.</summary>
internal sealed record ReadEntry(string Id, string Url, string Title, string Html, string Author, DateTimeOffset Published, DateTimeOffset Updated, string[] Topics);

internal static class FeedReading
{
    public static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";

    /// <summary>The same feed in its three forms.</summary>
    public static async Task<IReadOnlyList<ReadEntry>[]> AllForms(this Town town, string feed) =>
        [await town.Rss(feed), await town.Atoms(feed), await town.JsonItems(feed)];

    public static async Task<IReadOnlyList<ReadEntry>> Rss(this Town town, string feed) =>
        [.. (await town.Xml(feed + ".rss")).Root!.Element("channel")!.Elements("item").Select(i => new ReadEntry(
            i.Element("guid")!.Value, i.Element("link")!.Value, i.Element("title")!.Value, i.Element("description")!.Value, i.Element(DublinCore + "creator")!.Value,
            DateTimeOffset.Parse(i.Element("pubDate")!.Value, CultureInfo.InvariantCulture), DateTimeOffset.Parse(i.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture), [.. i.Elements("category").Select(c => c.Value)]))];

    public static async Task<IReadOnlyList<ReadEntry>> Atoms(this Town town, string feed) =>
        [.. (await town.Xml(feed + ".atom")).Root!.Elements(Atom + "entry").Select(e => new ReadEntry(
            e.Element(Atom + "id")!.Value, e.Element(Atom + "link")!.Attribute("href")!.Value, e.Element(Atom + "title")!.Value, e.Element(Atom + "content")!.Value,
            e.Element(Atom + "author")!.Element(Atom + "name")!.Value, DateTimeOffset.Parse(e.Element(Atom + "published")!.Value, CultureInfo.InvariantCulture),
            DateTimeOffset.Parse(e.Element(Atom + "updated")!.Value, CultureInfo.InvariantCulture), [.. e.Elements(Atom + "category").Select(c => c.Attribute("term")!.Value)]))];

    public static async Task<IReadOnlyList<ReadEntry>> JsonItems(this Town town, string feed) =>
        [.. (await town.JsonFeed(feed + ".json")).GetProperty("items").EnumerateArray().Select(i => new ReadEntry(
            Text(i, "id"), Text(i, "url"), Text(i, "title"), Text(i, "content_html"), Text(i.GetProperty("authors")[0], "name"),
            i.GetProperty("date_published").GetDateTimeOffset(), i.GetProperty("date_modified").GetDateTimeOffset(),
            i.TryGetProperty("tags", out var tags) ? [.. tags.EnumerateArray().Select(t => t.GetString()!)] : []))];

    public static async Task<XDocument> Xml(this Town town, string path) => XDocument.Parse(await town.Fetch(path));

    public static async Task<JsonElement> JsonFeed(this Town town, string path) => JsonDocument.Parse(await town.Fetch(path)).RootElement;

    public static async Task<string> Fetch(this Town town, string path)
    {
        var answer = await town.Stranger.Get(path);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
        return await answer.Content.ReadAsStringAsync();
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
