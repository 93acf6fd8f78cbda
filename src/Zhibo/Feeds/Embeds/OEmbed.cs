using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml.Linq;
using Zhibo.Accounts;
using Zhibo.Feeds.Syndication;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Feeds.Embeds;

/// <summary>oEmbed 1.0 (oembed.com): an editor that is given an address asks here what to show for it. What is not public is
/// answered like what does not exist; the 401 of the standard would tell that it does.</summary>
internal sealed class OEmbed(Exhibits exhibits, PageFrame frame, SiteFace face, HtmlEncoder encoder)
{
    private const int WidestFrame = 10_000;

    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public async Task<IResult> Answer(HttpContext http, string url, string? format, int? maxwidth, int? maxheight, CancellationToken ct)
    {
        if (format is not (null or "json" or "xml")) return Results.Text(http.Words()["feeds.oembed.format"], statusCode: StatusCodes.Status501NotImplemented);
        var site = frame.SiteUrl(http);
        var exhibit = await exhibits.At(url, site, ct) ?? throw new Refusal(RefusalKind.NotFound, "feeds.share.not_found");
        var found = Of(exhibit, site, maxwidth, maxheight);
        http.ForEverybody(OpenAnswers.Short);
        return format == "xml"
            ? OpenAnswers.Of(Xml(found), "text/xml; charset=utf-8")
            : OpenAnswers.Of(JsonSerializer.SerializeToUtf8Bytes(found, Json), "application/json; charset=utf-8");
    }

    private Rich Of(Exhibit exhibit, string site, int? maxWidth, int? maxHeight)
    {
        var width = Math.Clamp(maxWidth ?? EmbedFrame.UsualWidth, 1, WidestFrame);
        width = Math.Min(width, EmbedFrame.UsualWidth);
        var height = Math.Min(EmbedFrame.Height(exhibit, width), Math.Clamp(maxHeight ?? WidestFrame, 1, WidestFrame));
        return new(EntryHtml.Sound(exhibit.Title), EntryHtml.Sound(face.Name), site + "/", EmbedFrame.Tag(site + exhibit.EmbedPath, EntryHtml.Sound(exhibit.Title), width, height, encoder), width, height)
        {
            AuthorName = exhibit.Account is { } account ? EntryHtml.Sound(account.Nickname) : null,
            AuthorUrl = exhibit.Account is { } author ? $"{site}/@{author.Handle}" : null,
        };
    }

    /// <summary>The same names and values, as the standard has it.</summary>
    private static byte[] Xml(Rich found)
    {
        var values = JsonSerializer.SerializeToElement(found, Json).EnumerateObject();
        var document = new XDocument(new XDeclaration("1.0", "utf-8", "yes"), new XElement("oembed", values.Select(v => new XElement(v.Name, v.Value.ToString()))));
        using var bytes = new MemoryStream();
        document.Save(bytes);
        return bytes.ToArray();
    }

    private sealed record Rich(string Title, string ProviderName, string ProviderUrl, string Html, int Width, int Height)
    {
        [JsonPropertyOrder(-2)]
        public string Type => "rich";

        [JsonPropertyOrder(-1)]
        public string Version => "1.0";

        public string? AuthorName { get; init; }

        public string? AuthorUrl { get; init; }

        /// <summary>In seconds.</summary>
        public int CacheAge => (int)OpenAnswers.Short.TotalSeconds;
    }
}
