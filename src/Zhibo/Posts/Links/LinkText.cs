using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Zhibo.Shared.Outside;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Links;

/// <summary>What a page says about itself: Open Graph, else Twitter's names, else its title and description.</summary>
internal sealed partial record LinkText(string Title, string Description, string SiteName)
{
    private const int LongestTitle = 120, LongestDescription = 240, LongestSite = 60, WhereCharsetStands = 2048;

    public static LinkText? Of(OutsidePage page)
    {
        var document = new HtmlParser().ParseDocument(Decode(page));
        var title = Line(Meta(document, "og:title", "twitter:title") ?? document.Title, LongestTitle);
        if (title.Length == 0) return null;
        return new(title, Line(Meta(document, "og:description", "twitter:description", "description"), LongestDescription), Line(Meta(document, "og:site_name"), LongestSite));
    }

    private static string? Meta(IDocument document, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var tag = document.Head?.QuerySelector($"meta[property='{name}'], meta[name='{name}']");
            if (tag?.GetAttribute("content") is { Length: > 0 } said) return said;
        }
        return null;
    }

    private static string Line(string? text, int most)
    {
        var line = Spaces().Replace(Bidi.Strip(text ?? ""), " ").Trim();
        if (line.Length <= most) return line;
        var end = char.IsHighSurrogate(line[most - 1]) ? most - 1 : most;
        return line[..end] + "…";
    }

    /// <summary>Half of the offices' own sites are written in GBK and say so only inside the page.</summary>
    private static string Decode(OutsidePage page)
    {
        var head = Encoding.Latin1.GetString(page.Body, 0, Math.Min(page.Body.Length, WhereCharsetStands));
        var name = page.Charset ?? (Charset().Match(head) is { Success: true } found ? found.Groups["name"].Value : "utf-8");
        return (Known(name) ?? Encoding.UTF8).GetString(page.Body);
    }

    private static Encoding? Known(string name)
    {
        if (name.StartsWith("gb", StringComparison.OrdinalIgnoreCase)) name = "GB18030";
        try { return CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name); }
        catch (ArgumentException) { return null; }
    }

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Spaces();

    [GeneratedRegex("charset\\s*=\\s*[\"']?(?<name>[A-Za-z0-9_-]{3,30})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Charset();
}
