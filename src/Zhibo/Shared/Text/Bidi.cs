using System.Buffers;

namespace Zhibo.Shared.Text;

/// <summary>
/// Embeddings, overrides and isolates (U+202A–U+202E, U+2066–U+2069) are left out of everything shown. Wrapping in
/// <c>bdi</c> would do on pages alone; mail, feeds, other servers and one-line previews have no <c>bdi</c>. Arabic and
/// Uyghur need none of them: letters know their direction. The stored text keeps them.
/// </summary>
public static class Bidi
{
    internal static readonly SearchValues<char> Controls = SearchValues.Create("\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069");

    public static string Strip(string text) =>
        text.AsSpan().IndexOfAny(Controls) < 0 ? text : string.Concat(text.Where(sign => !Controls.Contains(sign)));
}
