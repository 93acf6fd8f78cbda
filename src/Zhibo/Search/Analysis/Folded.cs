using System.Text;

namespace Zhibo.Search.Analysis;

/// <summary>
/// A text as the search sees it: letters, figures and Han characters without case, width and the difference of traditional and
/// simplified; everything else parts. One rule for posts, questions and highlighting, on both databases.
/// </summary>
internal sealed class Folded
{
    /// <summary>Between two runs of signs.</summary>
    public const char Seam = '\n';

    private const char Ordinal = '\u7B2C';
    private const int YearLength = 4;
    private readonly StringBuilder signs = new();

    /// <summary>Of each sign, where in the source it began; null when nobody asks.</summary>
    private readonly List<int>? places;
    private Gap gap = Gap.None;

    private enum Gap
    {
        None,

        /// <summary>A space: it parts two words, and means nothing between a Han character and a letter.</summary>
        Space,
        Break,
    }

    public Folded(bool withPlaces = false) => places = withPlaces ? [] : null;

    public IReadOnlyList<int> Places => places ?? [];

    public static string Of(string text)
    {
        var folded = new Folded();
        folded.Add(text);
        return folded.ToString();
    }

    public void Add(ReadOnlySpan<char> text, int place = 0)
    {
        var table = FoldTable.One;
        for (var at = 0; at < text.Length; at++)
        {
            if (Year(text, at) is > 0 and var closing)
            {
                // 〔2018〕, (2018) and 2018 are one in the number of a document, and so are 123 and the 123rd.
                for (var digit = at + 1; digit < closing; digit++) Put(table[text[digit]], place + digit);
                at = BeforeNumber(text, closing);
                continue;
            }
            switch (table[text[at]])
            {
                case FoldTable.Gone:
                    break;
                case FoldTable.Break when char.IsHighSurrogate(text[at]) && at + 1 < text.Length && Rune.TryCreate(text[at], text[at + 1], out var rune):
                    PutAll(FoldTable.OfPair(rune), place + at);
                    at++;
                    break;
                case FoldTable.Break:
                    Part(text[at] == ' ' ? Gap.Space : Gap.Break);
                    break;
                case FoldTable.Several:
                    PutAll(FoldTable.SeveralOf(text[at]), place + at);
                    break;
                case var sign:
                    Put(sign, place + at);
                    break;
            }
        }
    }

    public void AddBreak() => Part(Gap.Break);

    public override string ToString() => signs.ToString();

    private void Part(Gap wider)
    {
        if (wider > gap && signs.Length > 0) gap = wider;
    }

    private void PutAll(string several, int place)
    {
        if (several.Length == 0) Part(Gap.Break);
        foreach (var sign in several) Put(sign, place);
    }

    private void Put(char sign, int place)
    {
        if (gap == Gap.Break || (gap == Gap.Space && char.IsAscii(sign) == char.IsAscii(signs[^1])))
        {
            signs.Append(Seam);
            places?.Add(place);
        }
        gap = Gap.None;
        signs.Append(sign);
        places?.Add(place);
    }

    /// <summary>Where the bracket around a year closes; 0 when none begins here.</summary>
    private static int Year(ReadOnlySpan<char> text, int at)
    {
        var closing = at + YearLength + 1;
        if (closing >= text.Length || !"\u3014([\u3010".Contains(Plain(text[at]), StringComparison.Ordinal) || !"\u3015)]\u3011".Contains(Plain(text[closing]), StringComparison.Ordinal)) return 0;
        foreach (var digit in text[(at + 1)..closing])
            if (!char.IsAsciiDigit(Plain(digit))) return 0;
        return closing;
    }

    /// <summary>The last sign that means nothing between the bracket and the number: 〔2018〕 第123号.</summary>
    private static int BeforeNumber(ReadOnlySpan<char> text, int closing)
    {
        var next = closing + 1;
        while (next < text.Length && text[next] is ' ' or '\u3000') next++;
        if (next == text.Length) return closing;
        return text[next] == Ordinal ? next : char.IsAsciiDigit(Plain(text[next])) ? next - 1 : closing;
    }

    private static char Plain(char sign) => sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign;
}
