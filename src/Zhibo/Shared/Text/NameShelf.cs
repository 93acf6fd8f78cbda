using System.Buffers;
using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>
/// The keys of all things of a kind, and what stands in them as two long texts: one look at 80,000 strings scattered over the
/// memory took 7 ms, the same signs in a row take half a millisecond. Letters are looked for among letters, other signs among
/// names and places.
/// </summary>
public sealed class NameShelf<T>
{
    private const byte Missed = byte.MaxValue;
    private readonly int[] signStarts, letterStarts;
    private readonly char[] signs;
    private readonly byte[] letters;

    public NameShelf(NameKey<T>[] keys)
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

    /// <summary>In the order in which equally good ones are shown.</summary>
    public NameKey<T>[] Keys { get; }

    /// <summary>Says of each key how well it bears every word of the text; without a word all are equally good.</summary>
    /// <param name="text">As typed.</param>
    /// <param name="fits">Those for which it says no are missed.</param>
    /// <param name="ranks">At least as long as <see cref="Keys"/>; read by <see cref="Page"/> and <see cref="PlaceOf"/>.</param>
    /// <returns>How many were found.</returns>
    public int Rank(string text, Func<T, bool> fits, Span<byte> ranks)
    {
        ranks[..Keys.Length].Fill(Missed);
        var terms = NameTerm.Of(text);
        // The longest word is the one that fewest hold.
        var rarest = terms.MaxBy(term => term.Word.Length)?.Word;
        var total = 0;
        for (var i = Next(0); i >= 0 && i < Keys.Length; i = Next(i + 1))
        {
            if (Keys[i].Rank(terms) is var rank && (rank < 0 || !fits(Keys[i].Of))) continue;
            ranks[i] = (byte)rank;
            total++;
        }
        return total;

        int Next(int from) => rarest is null ? from : this.Next(rarest, from);
    }

    /// <summary>Where the key stands among what was found; -1 where it was not.</summary>
    public int PlaceOf(Predicate<T> meant, ReadOnlySpan<byte> ranks)
    {
        var at = Array.FindIndex(Keys, key => meant(key.Of));
        if (at < 0 || ranks[at] == Missed) return -1;
        var before = 0;
        for (var i = 0; i < Keys.Length; i++)
            if (ranks[i] < ranks[at] || (ranks[i] == ranks[at] && i < at)) before++;
        return before;
    }

    /// <summary>What was found, best first.</summary>
    public T[] Page(ReadOnlySpan<byte> ranks, int skip, int count)
    {
        var rows = new T[count];
        var (passed, taken) = (0, 0);
        for (byte rank = 0; rank < NameKeys.Ranks && taken < count; rank++)
            for (var i = 0; i < Keys.Length && taken < count; i++)
                if (ranks[i] == rank && ++passed > skip) rows[taken++] = Keys[i].Of;
        return taken == count ? rows : rows[..taken];
    }

    /// <summary>The best, each with its rank.</summary>
    public List<(int Rank, NameKey<T> Key)> Best(string text, Func<T, bool> fits, int count)
    {
        var ranks = ArrayPool<byte>.Shared.Rent(Keys.Length);
        try
        {
            var left = Rank(text, fits, ranks);
            List<(int, NameKey<T>)> best = [];
            for (byte rank = 0; rank < NameKeys.Ranks && best.Count < count && left > 0; rank++)
                for (var i = ranks.AsSpan(0, Keys.Length).IndexOf(rank); i >= 0 && i < Keys.Length && best.Count < count; i = After(ranks, rank, i))
                {
                    best.Add((rank, Keys[i]));
                    left--;
                }
            return best;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(ranks);
        }
    }

    private int After(byte[] ranks, byte rank, int i) =>
        ranks.AsSpan(i + 1, Keys.Length - i - 1).IndexOf(rank) is var next and >= 0 ? i + 1 + next : -1;

    /// <summary>The next key that may hold the word, from this place on; -1: none does.</summary>
    internal int Next(string word, int from)
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
