using System.Globalization;
using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>
/// The one renderer of what people write. Text is stored as written and becomes HTML here only, once per version;
/// the result has passed <see cref="AllowList"/>.
/// </summary>
public static class PostHtml
{
    private const char ZeroWidthSpace = '\u200B';

    /// <param name="mentionHref">The profile of a resolved mention; null leaves it plain text.</param>
    /// <param name="topicHref">The page of a topic, by its name as written; see <see cref="TopicName.Path"/>.</param>
    public static string Render(
        string text, IReadOnlyList<Token> tokens, Func<Token, string?> mentionHref, Func<string, string?> topicHref)
    {
        var html = new StringBuilder(text.Length + 64);
        var breaks = 0;
        foreach (var token in tokens)
        {
            var written = text.AsSpan(token.Start, token.Length);
            if (token.Kind == TokenKind.LineBreak)
            {
                breaks++;
                continue;
            }

            // A line of blanks is an empty line.
            if ((breaks > 0 || html.Length == 0) && written.IsWhiteSpace()) continue;
            html.Append(html.Length == 0 ? "<p>" : breaks switch { 0 => "", 1 => "<br>", _ => "</p><p>" });
            breaks = 0;
            Append(html, token, written, mentionHref, topicHref);
        }

        return html.Length == 0 ? "" : AllowList.Clean(html.Append("</p>").ToString());
    }

    /// <summary>The post on one line, at most <paramref name="max"/> signs with an ellipsis; not encoded.</summary>
    public static string Plain(string text, int max = 80)
    {
        var line = new StringBuilder(text.Length);
        foreach (var token in PostText.Parse(text))
        {
            var shown = token.Kind == TokenKind.Link ? LinkLabel.Of(token.Value) ?? token.Value : text.Substring(token.Start, token.Length);
            foreach (var sign in shown)
            {
                if (Bidi.Controls.Contains(sign) || sign == ZeroWidthSpace || (char.IsControl(sign) && !char.IsWhiteSpace(sign))) continue;
                if (!char.IsWhiteSpace(sign)) line.Append(sign);
                else if (line.Length > 0 && line[^1] != ' ') line.Append(' ');
            }
        }

        return Cut(line.ToString().TrimEnd(), max);
    }

    private static void Append(
        StringBuilder html, Token token, ReadOnlySpan<char> written, Func<Token, string?> mentionHref, Func<string, string?> topicHref)
    {
        switch (token.Kind)
        {
            case TokenKind.Mention when mentionHref(token) is { } href:
                AppendLink(html, "class=\"mention\"", href, written);
                break;
            case TokenKind.Topic when topicHref(token.Value) is { } href:
                AppendLink(html, "class=\"topic\"", href, written);
                break;
            case TokenKind.Link when LinkLabel.Of(token.Value) is { } label:
                AppendLink(html, "rel=\"nofollow noopener ugc\" target=\"_blank\"", token.Value, label);
                break;
            default:
                HtmlText.AppendEncoded(html, written);
                break;
        }
    }

    private static void AppendLink(StringBuilder html, string attributes, string href, ReadOnlySpan<char> label)
    {
        html.Append("<a ").Append(attributes);
        HtmlText.AppendAttribute(html, "href", href);
        html.Append('>');
        HtmlText.AppendEncoded(html, label);
        html.Append("</a>");
    }

    private static string Cut(string line, int max)
    {
        var (at, count) = (0, 0);
        while (at < line.Length && count < max)
        {
            at += StringInfo.GetNextTextElementLength(line, at);
            count++;
        }

        return at == line.Length ? line : line[..at].TrimEnd() + "…";
    }
}
