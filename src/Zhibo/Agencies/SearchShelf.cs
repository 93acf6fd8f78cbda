using System.Text;

namespace Zhibo.Agencies;

/// <summary>
/// The keys of all agencies, and what stands in them as two long texts: one look at 80,000 strings scattered over the memory
/// took 7 ms, the same signs in a row take half a millisecond. Letters are looked for among letters, other signs among names,
/// regions and lines.
/// </summary>
internal sealed class SearchShelf
{
    private readonly int[] signStarts, letterStarts;
    private readonly char[] signs;
    private readonly byte[] letters;

    public SearchShelf(SearchKey[] keys)
    {
        Keys = keys;
        (signStarts, letterStarts) = (new int[keys.Length + 1], new int[keys.Length + 1]);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            signStarts[i + 1] = signStarts[i] + key.Sound + key.Text.Length - key.Place;
            letterStarts[i + 1] = letterStarts[i] + key.Place;
        }
        (signs, letters) = (new char[signStarts[^1]], new byte[letterStarts[^1]]);
        for (var i = 0; i < keys.Length; i++)
        {
            var key = keys[i];
            key.Text.AsSpan(0, key.Sound).CopyTo(signs.AsSpan(signStarts[i]));
            key.Text.AsSpan(key.Place).CopyTo(signs.AsSpan(signStarts[i] + key.Sound));
            // Other signs become question marks: who looks for one is led astray, and finds out at the key itself.
            Encoding.ASCII.GetBytes(key.Text.AsSpan(0, key.Place), letters.AsSpan(letterStarts[i]));
        }
    }

    /// <summary>Larger offices first, then by region.</summary>
    public SearchKey[] Keys { get; }

    /// <summary>The next key that may hold the word, from this place on; -1: none does.</summary>
    public int Next(string word, int from)
    {
        if (from >= Keys.Length) return -1;
        if (!Ascii.IsValid(word))
        {
            var at = signs.AsSpan(signStarts[from]).IndexOf(word);
            return at < 0 ? -1 : KeyAt(signStarts, from, signStarts[from] + at);
        }
        Span<byte> sought = stackalloc byte[word.Length];
        Encoding.ASCII.GetBytes(word, sought);
        var found = letters.AsSpan(letterStarts[from]).IndexOf(sought);
        return found < 0 ? -1 : KeyAt(letterStarts, from, letterStarts[from] + found);
    }

    private int KeyAt(int[] starts, int from, int position)
    {
        var at = Array.BinarySearch(starts, from, Keys.Length - from, position);
        return at >= 0 ? at : ~at - 1;
    }
}
