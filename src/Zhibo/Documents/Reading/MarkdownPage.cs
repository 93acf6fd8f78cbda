using Ganss.Xss;
using Markdig;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using Zhibo.Shared.Text;

namespace Zhibo.Documents.Reading;

/// <summary>
/// The body of a document as HTML. Understood by one library and cleaned by another, so that a mistake of the one is caught by
/// the other: markup that was typed is text, nothing is loaded from elsewhere, and only a short list of elements comes out.
/// </summary>
internal static class MarkdownPage
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().DisableHtml().Build();

    /// <param name="tableWord">What a table, which may scroll by itself, is called aloud.</param>
    public static string Html(string body, string tableWord)
    {
        if (body.Length == 0) return "";
        var document = Parse(body);
        LowerHeadings(document);
        foreach (var words in document.Descendants<LiteralInline>().Where(words => !IsInLink(words)).ToList()) LinkAddresses(words);
        foreach (var link in document.Descendants<LinkInline>().ToList())
        {
            // A picture from elsewhere would tell elsewhere who reads; its words and the way to it stay.
            link.IsImage = false;
            if (link.FirstChild is null && link.Url is { Length: > 0 } url) link.AppendChild(new LiteralInline(url));
            link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener noreferrer");
        }
        foreach (var link in document.Descendants<AutolinkInline>()) link.GetAttributes().AddPropertyIfNotExist("rel", "nofollow noopener noreferrer");
        var clean = NewSanitizer().Sanitize(Within(() => document.ToHtml(Pipeline)));
        // What the sanitizer lets out has no attributes at a table, so these are all of them.
        return clean
            .Replace("<table>", $"<div class=\"wide\" role=\"group\" tabindex=\"0\" aria-label=\"{System.Net.WebUtility.HtmlEncode(tableWord)}\"><table>", StringComparison.Ordinal)
            .Replace("</table>", "</table></div>", StringComparison.Ordinal)
            .Replace("<pre>", "<pre tabindex=\"0\">", StringComparison.Ordinal);
    }

    /// <summary>An address that was typed bare ends where addresses in posts do: Chinese goes on without a blank.</summary>
    private static void LinkAddresses(LiteralInline words)
    {
        var text = words.Content.ToString();
        var (from, last) = (0, (Inline)words);
        for (var at = 0; at < text.Length; at++)
        {
            if (!Urls.StartsAt(text, at)) continue;
            var end = Urls.EndOf(text, at, out _);
            if (end == at) continue;
            if (from == 0) words.Content = new(text[..at]);
            else Add(new LiteralInline(text[from..at]));
            var link = new LinkInline(text[at..end], "");
            link.AppendChild(new LiteralInline(text[at..end]));
            Add(link);
            (from, at) = (end, end - 1);
        }
        if (from > 0 && from < text.Length) Add(new LiteralInline(text[from..]));

        void Add(Inline next)
        {
            last.InsertAfter(next);
            last = next;
        }
    }

    private static bool IsInLink(Inline inline)
    {
        for (var parent = inline.Parent; parent is not null; parent = parent.Parent)
            if (parent is LinkInline) return true;
        return false;
    }

    /// <summary>The words alone.</summary>
    public static string Plain(string body) => body.Length == 0 ? "" : Parse(body).Plain();

    private static MarkdownDocument Parse(string body) => Within(() => Markdown.Parse(Bidi.Strip(body), Pipeline));

    private static T Within<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (ArgumentException)
        {
            // Too deep for the library, and for any reader.
            throw new Shared.Refusal(Shared.RefusalKind.Invalid, "documents.body.deep", "body", 12);
        }
    }

    private static string Plain(this MarkdownDocument document)
    {
        using var text = new StringWriter();
        foreach (var leaf in document.Descendants<LeafBlock>())
        {
            if (leaf.Inline is null) text.Write(leaf.Lines.ToString());
            foreach (var inline in leaf.Inline?.Descendants() ?? [])
            {
                if (inline is LiteralInline words) text.Write(words.Content.ToString());
                else if (inline is CodeInline code) text.Write(code.Content);
                else if (inline is LineBreakInline) text.Write('\n');
                else if (inline is AutolinkInline link) text.Write(link.Url);
            }
            text.Write('\n');
        }
        return text.ToString().Trim();
    }

    /// <summary>The title of the sheet is the first heading of the page; those of the text stand below it, and none is left out on the way down.</summary>
    private static void LowerHeadings(MarkdownDocument document)
    {
        const int Highest = 2, Lowest = 6;
        var headings = document.Descendants<HeadingBlock>().ToList();
        if (headings.Count == 0) return;
        var (top, before) = (headings.Min(h => h.Level), Highest - 1);
        foreach (var heading in headings) heading.Level = before = Math.Min(Math.Min(heading.Level - top + Highest, before + 1), Lowest);
    }

    // Made anew: it keeps state while it works.
    private static HtmlSanitizer NewSanitizer()
    {
        var cleaner = new HtmlSanitizer(new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>(["h2", "h3", "h4", "h5", "h6", "p", "br", "hr", "ul", "ol", "li", "blockquote", "strong", "em", "code", "pre", "a", "table", "thead", "tbody", "tr", "th", "td"], StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>(["href", "rel", "start"], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(["http", "https", "mailto"], StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        });
        return cleaner;
    }
}
