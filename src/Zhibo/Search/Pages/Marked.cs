using System.Buffers;
using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using Zhibo.Search.Analysis;

namespace Zhibo.Search.Pages;

/// <summary>Marks what was found: in the texts of cards that are drawn already, and in names.</summary>
internal static class Marked
{
    private const string TextBegins = "<div class=\"text\">", TextEnds = "</div>";
    private const int LongestEntity = 10;

    /// <summary>Writes cards with every place marked at which one of the runs stands.</summary>
    public static Action<IBufferWriter<byte>> Cards(Action<IBufferWriter<byte>> cards, IReadOnlyList<string> runs) => runs.Count == 0 ? cards : output =>
    {
        var drawn = new ArrayBufferWriter<byte>(64 * 1024);
        cards(drawn);
        Encoding.UTF8.GetBytes(InCards(Encoding.UTF8.GetString(drawn.WrittenSpan), runs), output);
    };

    public static string InCards(string html, IReadOnlyList<string> runs)
    {
        var marked = new StringBuilder(html.Length + 1024);
        var at = 0;
        while (html.IndexOf(TextBegins, at, StringComparison.Ordinal) is var begin and >= 0)
        {
            begin += TextBegins.Length;
            var end = html.IndexOf(TextEnds, begin, StringComparison.Ordinal);
            if (end < 0) break;
            marked.Append(html, at, begin - at);
            AppendMarked(marked, html.AsSpan(begin, end - begin), runs);
            at = end;
        }
        return marked.Append(html, at, html.Length - at).ToString();
    }

    /// <summary>Plain text as HTML.</summary>
    public static string InText(string text, IReadOnlyList<string> runs, HtmlEncoder encoder)
    {
        var folded = new Folded(withPlaces: true);
        folded.Add(text);
        var marked = new StringBuilder();
        var at = 0;
        foreach (var (begin, end) in Stretches(folded, runs, place => char.IsHighSurrogate(text[place]) ? 2 : 1))
        {
            marked.Append(encoder.Encode(text[at..begin])).Append("<mark>").Append(encoder.Encode(text[begin..end])).Append("</mark>");
            at = end;
        }
        return marked.Append(encoder.Encode(text[at..])).ToString();
    }

    private static void AppendMarked(StringBuilder marked, ReadOnlySpan<char> html, IReadOnlyList<string> runs)
    {
        var folded = new Folded(withPlaces: true);
        Dictionary<int, int> entities = [];
        for (var at = 0; at < html.Length; at += Piece(html, at, folded, entities)) ;
        var source = html.ToString();
        var written = 0;
        foreach (var (begin, end) in Stretches(folded, runs, place => entities.TryGetValue(place, out var length) ? length : char.IsHighSurrogate(source[place]) ? 2 : 1))
        {
            marked.Append(source, written, begin - written);
            AppendStretch(marked, source.AsSpan(begin, end - begin));
            written = end;
        }
        marked.Append(source, written, source.Length - written);
    }

    /// <summary>A mark does not reach over the edge of a link: it ends before the tag and begins again behind it.</summary>
    private static void AppendStretch(StringBuilder marked, ReadOnlySpan<char> html)
    {
        while (!html.IsEmpty)
        {
            var tag = html.IndexOf('<');
            var text = tag < 0 ? html : html[..tag];
            if (!text.IsEmpty) marked.Append("<mark>").Append(text).Append("</mark>");
            if (tag < 0) return;
            var behind = html.IndexOf('>') + 1;
            marked.Append(html[tag..behind]);
            html = html[behind..];
        }
    }

    /// <summary>Reads a tag, an entity, or text up to the next of them; how long it is.</summary>
    private static int Piece(ReadOnlySpan<char> html, int at, Folded folded, Dictionary<int, int> entities)
    {
        var rest = html[at..];
        if (rest[0] == '<')
        {
            // Paragraphs and lines part words, links do not.
            if (!rest.StartsWith("<a ") && !rest.StartsWith("</a>")) folded.AddBreak();
            return rest.IndexOf('>') is var end and >= 0 ? end + 1 : rest.Length;
        }
        if (rest[0] == '&' && rest.IndexOf(';') is var semicolon and > 0 and <= LongestEntity)
        {
            entities[at] = semicolon + 1;
            folded.Add(WebUtility.HtmlDecode(rest[..(semicolon + 1)].ToString()), at);
            return semicolon + 1;
        }
        var length = rest[1..].IndexOfAny('<', '&') is var next and >= 0 ? next + 1 : rest.Length;
        folded.Add(rest[..length], at);
        return length;
    }

    /// <summary>From and to in the source, in order and apart.</summary>
    private static IEnumerable<(int Begin, int End)> Stretches(Folded folded, IReadOnlyList<string> runs, Func<int, int> lengthAt)
    {
        var signs = folded.ToString();
        List<(int Begin, int End)> found = [];
        foreach (var run in runs)
            for (var at = signs.IndexOf(run, StringComparison.Ordinal); at >= 0; at = signs.IndexOf(run, at + 1, StringComparison.Ordinal))
            {
                var last = folded.Places[at + run.Length - 1];
                found.Add((folded.Places[at], last + lengthAt(last)));
            }
        found.Sort();
        for (var n = 0; n < found.Count;)
        {
            var (begin, end) = found[n];
            for (n++; n < found.Count && found[n].Begin <= end; n++) end = Math.Max(end, found[n].End);
            yield return (begin, end);
        }
    }
}
