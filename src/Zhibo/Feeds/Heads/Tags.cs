using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Zhibo.Feeds.Syndication;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Heads;

/// <summary>Writes tags for the head of a page: previews, feeds, oEmbed, JSON-LD.</summary>
internal sealed class Tags(HtmlEncoder encoder, string site)
{
    // Made by Create, it escapes < > & ' ", so that no text can end the script element; Han stays readable.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    private readonly StringBuilder _html = new();

    /// <summary>What chats and other networks show of a link (ogp.me).</summary>
    public Tags Preview(string type, string title, string about, string path, string? picture = null)
    {
        Property("og:type", type).Property("og:title", title).Property("og:url", site + path);
        if (about.Length > 0) Property("og:description", about);
        if (picture is not null) Property("og:image", picture.StartsWith('/') ? site + picture : picture);
        return this;
    }

    public Tags Property(string name, string value)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<meta property=\"{name}\" content=\"{Encoded(value)}\">");
        return this;
    }

    public Tags Feeds(FeedSubject subject)
    {
        foreach (var format in Enum.GetValues<FeedFormat>()) Feed(subject, format);
        return this;
    }

    public Tags Feed(FeedSubject subject, FeedFormat format)
    {
        _html.Append(CultureInfo.InvariantCulture, $"<link rel=\"alternate\" type=\"{format.MediaType()}\" title=\"{Encoded($"{subject.Title} {format.Label()}")}\" href=\"{Encoded(site + subject.FeedPath(format.Extension()))}\">");
        return this;
    }

    /// <summary>Where an editor asks what to show for this page.</summary>
    public Tags OEmbed(string path, string title)
    {
        foreach (var format in (string[])["json", "xml"])
        {
            var address = $"{site}/oembed?url={Uri.EscapeDataString(site + path)}&format={format}";
            _html.Append(CultureInfo.InvariantCulture, $"<link rel=\"alternate\" type=\"{(format == "xml" ? "text/xml" : "application/json")}+oembed\" title=\"{Encoded(title)}\" href=\"{Encoded(address)}\">");
        }
        return this;
    }

    /// <summary>Data for machines; not run, so the policy lets it stand in the page.</summary>
    public Tags Data(JsonObject data)
    {
        _html.Append("<script type=\"application/ld+json\">").Append(data.ToJsonString(Json)).Append("</script>");
        return this;
    }

    public override string ToString() => _html.ToString();

    private string Encoded(string text) => encoder.Encode(Bidi.Strip(text));
}
