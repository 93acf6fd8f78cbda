using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>What # means: <c>#话题#</c>, which may hold blanks and punctuation, or <c>#tag</c>. A pair wins over a tag.</summary>
internal static class TopicRule
{
    public static Token? Read(string text, int at, out int next)
    {
        var close = CloseOf(text, at);
        if (close > 0)
        {
            next = close + 1;
            return new Token(TokenKind.Topic, at, next - at, text[(at + 1)..close]);
        }

        var end = EndOfTag(text, at + 1);
        next = int.Max(at + 1, end);
        return end > 0 ? new Token(TokenKind.Topic, at, end - at, text[(at + 1)..end]) : null;
    }

    private static bool IsSign(char sign) => sign is '#' or '＃';

    private static int CloseOf(string text, int open)
    {
        var last = int.Min(text.Length - 1, open + PostText.LongestTopic + 1);
        for (var at = open + 1; at <= last; at++)
        {
            if (IsSign(text[at])) return IsName(text.AsSpan((open + 1)..at)) ? at : 0;
            if (text[at] is '\n' or '\r' || Urls.StartsAt(text, at)) return 0;
        }

        return 0;
    }

    /// <summary>Says something, and does not end in a blank: in <c>#晨语 #天气</c> the second # opens, it does not close.</summary>
    private static bool IsName(ReadOnlySpan<char> name)
    {
        if (name.IsEmpty || char.IsWhiteSpace(name[^1])) return false;
        foreach (var rune in name.EnumerateRunes())
            if (Rune.IsLetterOrDigit(rune) || (Rune.IsSymbol(rune) && !rune.IsAscii && rune != Rune.ReplacementChar)) return true;
        return false;
    }

    private static int EndOfTag(string text, int start)
    {
        // C#语言, &#39; and page/#part are no tags.
        if (start > 1 && text[start - 2] is var before && (char.IsAsciiLetterOrDigit(before) || before is '_' or '&' or '/')) return 0;

        var (at, word) = (start, false);
        while (at < text.Length && at - start <= PostText.LongestTopic)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done) break;
            var isDigit = Rune.IsDigit(rune);
            if (!isDigit && !IsTagLetter(rune, first: at == start)) break;
            word |= !isDigit;
            at += length;
        }

        return word && at - start <= PostText.LongestTopic ? at : 0;
    }

    private static bool IsTagLetter(Rune rune, bool first) =>
        Rune.IsLetter(rune) || rune.Value is '_' or '〇'
        || (!first && Rune.GetUnicodeCategory(rune) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark);
}
