using System.Buffers;
using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>Encodes for HTML and leaves Chinese and emoji as they are, which the framework's encoders do not.</summary>
internal static class HtmlText
{
    private static readonly SearchValues<char> Special = SearchValues.Create("&<>\"'");

    /// <summary>Controls and direction overrides are left out, half a surrogate pair becomes U+FFFD.</summary>
    public static void AppendEncoded(StringBuilder html, ReadOnlySpan<char> text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var sign = text[i];
            if (Special.Contains(sign)) html.Append(Escape(sign));
            else if (char.IsSurrogate(sign) && !IsPaired(text, i)) html.Append('\uFFFD');
            else if (!Bidi.Controls.Contains(sign) && (!char.IsControl(sign) || sign is '\t' or '\n')) html.Append(sign);
        }
    }

    public static void AppendAttribute(StringBuilder html, string name, ReadOnlySpan<char> value)
    {
        html.Append(' ').Append(name).Append("=\"");
        AppendEncoded(html, value);
        html.Append('"');
    }

    private static string Escape(char sign) => sign switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "&#39;",
    };

    private static bool IsPaired(ReadOnlySpan<char> text, int at) =>
        char.IsHighSurrogate(text[at])
            ? at + 1 < text.Length && char.IsLowSurrogate(text[at + 1])
            : at > 0 && char.IsHighSurrogate(text[at - 1]);
}
