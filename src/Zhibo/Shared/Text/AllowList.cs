using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Zhibo.Shared.Text;

/// <summary>
/// What HTML of a post may hold: p, br, bdi, span[class], a[href class rel target data-*]. A browser's kind of parser reads
/// it and what is listed is written anew, so nothing comes through by being malformed. Who takes HTML from other servers
/// bounds its size first: parsing hostile nesting takes more than linear time.
/// </summary>
public static class AllowList
{
    // Deeper is an attack on whoever walks the tree.
    private const int DeepestNesting = 64;

    private static readonly HtmlParser Parser =
        new(new HtmlParserOptions { DisableElementPositionTracking = true, MaximumDepth = DeepestNesting });

    // Only read while a fragment is parsed, so all threads may share it.
    private static readonly IElement Context = Parser.ParseDocument("").Body!;

    public static string Clean(string html)
    {
        var clean = new StringBuilder(html.Length);
        Write(Parser.ParseFragment(html, Context), clean);
        return clean.ToString();
    }

    private static void Write(INodeList nodes, StringBuilder html)
    {
        foreach (var node in nodes)
        {
            if (node is IText text) HtmlText.AppendEncoded(html, text.Data);
            else if (node is IElement element && !IsOpaque(element)) Write(element, html);
        }
    }

    private static void Write(IElement element, StringBuilder html)
    {
        var name = element.LocalName;
        var allowed = name is "p" or "br" or "a" or "span" or "bdi";
        if (allowed)
        {
            html.Append('<').Append(name);
            foreach (var attribute in element.Attributes)
                if (IsAllowed(name, attribute.Name, attribute.Value)) HtmlText.AppendAttribute(html, attribute.Name, attribute.Value);
            html.Append('>');
        }

        // An element that is not listed gives way to what it holds.
        Write(element.ChildNodes, html);
        if (allowed && name != "br") html.Append("</").Append(name).Append('>');
    }

    /// <summary>What these hold is no text for people.</summary>
    private static bool IsOpaque(IElement element) =>
        element.NamespaceUri != NamespaceNames.HtmlUri
        || element.LocalName is "script" or "style" or "template" or "iframe" or "noscript" or "noframes" or "noembed" or "object" or "embed"
            or "textarea" or "select" or "title" or "head" or "xmp" or "plaintext" or "frameset" or "audio" or "video" or "canvas";

    private static bool IsAllowed(string element, string attribute, string value) => (element, attribute) switch
    {
        ("a", "href") => IsSafeAddress(value),
        ("a", "class" or "rel" or "target") or ("span", "class") => true,
        ("a", _) => attribute.StartsWith("data-", StringComparison.Ordinal) && attribute.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-'),
        _ => false,
    };

    /// <summary>http, https, or a path of this site. // and /\ lead elsewhere; blanks inside are dropped by browsers.</summary>
    private static bool IsSafeAddress(string href)
    {
        if (href.Any(sign => sign <= ' ')) return false;
        if (href.StartsWith('/')) return href.Length == 1 || href[1] is not ('/' or '\\');
        return Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");
    }
}
