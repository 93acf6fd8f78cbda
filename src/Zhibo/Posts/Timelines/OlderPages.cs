namespace Zhibo.Posts.Timelines;

/// <summary>
/// A stretch of one reader's home timeline, merged once: whoever pages on reads the next pages from it instead of searching
/// the lists of all authors again, which for 500 followed costs more than all the rest of the page.
/// </summary>
/// <param name="Keys">Newest first.</param>
/// <param name="Above">Nothing newer than this was looked for: the page was asked for below it.</param>
/// <param name="Complete">Whether the keys go down to the bottom that was asked for.</param>
/// <param name="Version">Of <see cref="AuthorIndex.Reordered"/> when it was merged.</param>
internal sealed record OlderPages(long[] Keys, long Above, bool Complete, long Version)
{
    /// <summary>Pages ahead: 2 KB a reader.</summary>
    public const int Ahead = 256;

    /// <summary>Keys below <paramref name="below"/>, newest first; -1 when this stretch does not hold them all.</summary>
    public int Read(long below, long version, Span<long> result)
    {
        if (version != Version || below > Above) return -1;
        var first = FirstBelow(below);
        var count = Math.Min(Keys.Length - first, result.Length);
        if (count < result.Length && !Complete) return -1;
        Keys.AsSpan(first, count).CopyTo(result);
        return count;
    }

    private int FirstBelow(long below)
    {
        var (low, high) = (0, Keys.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (Keys[middle] < below) high = middle;
            else low = middle + 1;
        }
        return low;
    }
}
