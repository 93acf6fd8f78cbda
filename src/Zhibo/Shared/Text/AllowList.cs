using AngleSharp.Dom;
using AngleSharp.Html;
using AngleSharp.Html.Parser;

namespace Zhibo.Shared.Text;

/// <summary>
/// What HTML of a post may hold: p, br, bdi, span[class], a[href class rel target data-*]. A browser's own parser reads it,
/// what is not listed goes, and it is written anew, so nothing comes through by being malformed.
/// </summary>
public static class AllowList
{
    private static readonly HtmlParser Parser = new(new HtmlParserOptions { DisableElementPositionTracking = true });

    // Only read while a fragment is parsed, so all threads may share it.
    private static readonly IElement Context = Parser.ParseDocument("").Body!;

    public static string Clean(string html)
    {
        var nodes = Parser.ParseFragment(html, Context);
        if (nodes.Length == 0) return "";
        var root = (INode)nodes[0].Parent!;
        CleanChildren(root);

        using var writer = new StringWriter();
        foreach (var node in root.ChildNodes) node.ToHtml(writer, HtmlMarkupFormatter.Instance);
        return writer.ToString();
    }

    private static void CleanChildren(INode parent)
    {
        for (var node = parent.FirstChild; node is not null;)
        {
            var next = node.NextSibling;
            if (node is IElement element) next = CleanElement(element, next);
            else if (node is not IText) parent.RemoveChild(node);
            node = next;
        }
    }

    /// <summary>Returns where to go on: into the children when the element itself was taken away around them.</summary>
    private static INode? CleanElement(IElement element, INode? next)
    {
        if (element.NamespaceUri == NamespaceNames.HtmlUri && element.LocalName is "p" or "br" or "a" or "span" or "bdi")
        {
            CleanAttributes(element);
            CleanChildren(element);
            return next;
        }

        if (IsOpaque(element))
        {
            element.Remove();
            return next;
        }

        var first = element.FirstChild;
        while (element.FirstChild is { } child) element.Parent!.InsertBefore(child, element);
        element.Remove();
        return first ?? next;
    }

    /// <summary>What these hold is no text for people.</summary>
    private static bool IsOpaque(IElement element) =>
        element.NamespaceUri != NamespaceNames.HtmlUri
        || element.LocalName is "script" or "style" or "template" or "iframe" or "noscript" or "noframes" or "noembed" or "object" or "embed"
            or "textarea" or "select" or "title" or "head" or "xmp" or "plaintext" or "frameset" or "audio" or "video" or "canvas";

    private static void CleanAttributes(IElement element)
    {
        for (var i = element.Attributes.Length - 1; i >= 0; i--)
        {
            var attribute = element.Attributes[i]!;
            if (!IsAllowed(element.LocalName, attribute.Name, attribute.Value)) element.RemoveAttribute(attribute.Name);
        }
    }

    private static bool IsAllowed(string element, string attribute, string value) => (element, attribute) switch
    {
        ("a", "href") => IsSafeAddress(value),
        ("a", "class" or "rel" or "target") or ("span", "class") => true,
        ("a", _) => attribute.StartsWith("data-", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>http, https, or a path of this site. // and /\ lead elsewhere; blanks inside are dropped by browsers.</summary>
    private static bool IsSafeAddress(string href)
    {
        if (href.Any(sign => sign <= ' ')) return false;
        if (href.StartsWith('/')) return href.Length == 1 || href[1] is not ('/' or '\\');
        return Uri.TryCreate(href, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
    }
}
