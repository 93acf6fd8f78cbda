using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>What @ means: a name of this site, <c>@user@domain</c> of another, or nothing, as in a mail address.</summary>
internal static class MentionRule
{
    private const int LongestDomain = 253;

    public static Token? Read(string text, int at, out int next)
    {
        next = at + 1;
        if (next == text.Length || IsInsideWord(text, at)) return null;

        var end = EndOfRemote(text, next);
        if (end == next) end = EndOfName(text, next);
        if (IsTooShort(text.AsSpan(next, end - next)))
        {
            next = int.Max(end, next);
            return null;
        }

        var token = new Token(TokenKind.Mention, at, end - at, text[next..end]);
        next = end;
        return token;
    }

    public static IEnumerable<string> Candidates(string run)
    {
        if (run.Contains('@')) return [run];
        var candidates = new List<string>();
        var (at, count) = (0, 0);
        while (at < run.Length && count < Names.Longest)
        {
            Rune.DecodeFromUtf16(run.AsSpan(at), out var rune, out var length);
            at += length;
            if (++count >= Names.Shortest && (at == run.Length || MayEnd(rune, run.AsSpan(at)))) candidates.Add(run[..at]);
        }

        candidates.Reverse();
        return candidates;
    }

    /// <summary>A mail address (a@b.cn) or a path (site/@name) without its scheme; //@ is a repost chain.</summary>
    private static bool IsInsideWord(string text, int at)
    {
        if (at == 0) return false;
        var before = text[at - 1];
        if (before == '/') return at > 1 && char.IsAsciiLetterOrDigit(text[at - 2]);
        return IsWord(before) && IsWord(text[at + 1]);
    }

    private static bool IsWord(char sign) => char.IsAsciiLetterOrDigit(sign) || sign == '_';

    private static bool MayEnd(Rune last, ReadOnlySpan<char> rest)
    {
        Rune.DecodeFromUtf16(rest, out var next, out _);
        if (last.IsAscii && next.IsAscii) return !(IsWord((char)last.Value) && IsWord((char)next.Value));
        return Rune.IsLetterOrDigit(next) || next.Value is '·' or '-' or '_' or '〇';
    }

    private static bool IsTooShort(ReadOnlySpan<char> run)
    {
        var count = 0;
        foreach (var _ in run.EnumerateRunes())
            if (++count == Names.Shortest) return false;
        return true;
    }

    private static int EndOfName(string text, int start)
    {
        var at = start;
        while (at < text.Length)
        {
            if (Rune.DecodeFromUtf16(text.AsSpan(at), out var rune, out var length) != System.Buffers.OperationStatus.Done) break;
            if (!Names.IsNameCharacter(rune)) break;
            at += length;
        }

        return at;
    }

    /// <summary>The end of <c>user@domain</c>, or <paramref name="start"/> when it is none.</summary>
    private static int EndOfRemote(string text, int start)
    {
        var at = start;
        while (at < text.Length && (IsWord(text[at]) || text[at] is '.' or '-')) at++;
        if (at == start || at + 1 >= text.Length || text[at] != '@' || !IsWord(text[start])) return start;
        var end = EndOfDomain(text, at + 1);
        return end > at + 1 ? end : start;
    }

    private static int EndOfDomain(string text, int start)
    {
        var (at, labels, label) = (start, 0, start);
        while (at < text.Length && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '-' or '.'))
        {
            if (text[at] == '.')
            {
                if (at == label || at + 1 == text.Length || !char.IsAsciiLetterOrDigit(text[at + 1])) break;
                labels++;
                label = at + 1;
            }

            at++;
        }

        if (at == start || at - start > LongestDomain) return start;
        if (labels == 0 && !text.AsSpan(start, at - start).Equals("localhost", StringComparison.OrdinalIgnoreCase)) return start;
        return EndOfPort(text, at);
    }

    private static int EndOfPort(string text, int at)
    {
        if (at == text.Length || text[at] != ':') return at;
        var end = at + 1;
        while (end < text.Length && end - at <= 5 && char.IsAsciiDigit(text[end])) end++;
        return end > at + 1 ? end : at;
    }
}
