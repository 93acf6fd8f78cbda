using System.Buffers;

namespace Zhibo.Shared.Text;

/// <summary>Where an address begins and ends in running Chinese text. js/length.js holds the same rule.</summary>
public static class Urls
{
    /// <summary>A longer run is no address but ballast that would count as 10.</summary>
    public const int Longest = 2048;

    private static readonly SearchValues<char> Characters =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    // What a writer puts after an address. # and @ because a topic or a mention may follow without a space.
    private const string Trailing = ".,;:!?'*([#@";

    /// <summary>Whether an address begins here: a scheme, a host, and not the tail of a longer word.</summary>
    public static bool StartsAt(string text, int at)
    {
        if ((text[at] | ' ') != 'h' || (at > 0 && char.IsAsciiLetterOrDigit(text[at - 1]))) return false;
        var host = at + HostOffset(text.AsSpan(at));
        return host > at && host < text.Length && char.IsAsciiLetterOrDigit(text[host]);
    }

    /// <summary>
    /// The end of the address that starts at <paramref name="at"/>, or <paramref name="at"/> when it is too long to be one;
    /// <paramref name="runEnd"/> is where to read on in that case.
    /// </summary>
    public static int EndOf(string text, int at, out int runEnd)
    {
        var length = text.AsSpan(at).IndexOfAnyExcept(Characters);
        runEnd = length < 0 ? text.Length : at + length;
        return runEnd - at > Longest ? at : at + Trimmed(text.AsSpan(at, runEnd - at));
    }

    private static int HostOffset(ReadOnlySpan<char> text) =>
        text.StartsWith("http://", StringComparison.OrdinalIgnoreCase) ? "http://".Length
        : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) ? "https://".Length
        : 0;

    private static int Trimmed(ReadOnlySpan<char> run)
    {
        var (round, square) = (run.Count('(') - run.Count(')'), run.Count('[') - run.Count(']'));
        var end = run.Length;
        while (true)
        {
            var last = run[end - 1];
            if (last == ')' && round < 0) round++;
            else if (last == ']' && square < 0) square++;
            else if (!Trailing.Contains(last)) return end;
            else if (last == '(') round--;
            else if (last == '[') square--;
            end--;
            // "…//@甲:" is a repost chain that follows the address.
            if (last == '@' && run[..end].EndsWith("//")) end -= 2;
        }
    }
}
