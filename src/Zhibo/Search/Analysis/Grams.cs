
namespace Zhibo.Search.Analysis;

/// <summary>
/// Pairs of neighbouring signs: Chinese has no blanks between words, so every two signs are a word. The last sign of each run
/// stands alone too: it parts the runs, so that nothing is found across a comma, and lets a single sign be the beginning of a
/// pair wherever it stands.
/// </summary>
internal static class Grams
{
    public delegate void Taker(ReadOnlySpan<char> gram);

    public static void ForEach(ReadOnlySpan<char> folded, Taker take)
    {
        while (!folded.IsEmpty)
        {
            var end = folded.IndexOf(Folded.Seam);
            Run(end < 0 ? folded : folded[..end], take);
            folded = end < 0 ? [] : folded[(end + 1)..];
        }
    }

    /// <summary>The pairs of a run of at least two signs.</summary>
    public static List<string> PairsOf(string run)
    {
        List<string> pairs = [];
        ForEach(run, gram => pairs.Add(gram.ToString()));
        pairs.RemoveAt(pairs.Count - 1);
        return pairs;
    }

    /// <summary>How many characters, not UTF-16 units.</summary>
    public static bool IsSingle(string run) => run.Length == 1 || (run.Length == 2 && char.IsHighSurrogate(run[0]));

    private static void Run(ReadOnlySpan<char> run, Taker take)
    {
        for (var at = 0; at < run.Length;)
        {
            var one = char.IsHighSurrogate(run[at]) ? 2 : 1;
            var next = at + one;
            var two = next >= run.Length ? 0 : char.IsHighSurrogate(run[next]) ? 2 : 1;
            take(run.Slice(at, one + two));
            at = next;
        }
    }

    /// <summary>The same on every machine and in every process.</summary>
    public static uint Hash(ReadOnlySpan<char> gram)
    {
        var hash = 2166136261u;
        foreach (var unit in gram) hash = (hash ^ unit) * 16777619u;
        // The low bits of FNV know little of the last unit.
        hash ^= hash >> 15;
        hash *= 0x2C1B3C6D;
        return hash ^ (hash >> 12);
    }
}
