using System.Buffers;

namespace Zhibo.Posts.Timelines;

/// <summary>
/// The k-way merge behind a home timeline. At most <c>want</c> authors can contribute to a page of <c>want</c> posts:
/// one pass keeps the authors with the newest next post, only those are merged. 1.3 µs for 50 followed, 10 µs for 2,000.
/// </summary>
internal static class HomeMerge
{
    private struct Head
    {
        public long Key;
        public PostKeys List;
        public int Next;
    }

    /// <summary>Keys below <paramref name="below"/>, newest first, down to <paramref name="above"/> (excluded).</summary>
    public static int Newest(AuthorIndex index, ReadOnlySpan<int> slots, long below, long above, Span<long> result)
    {
        var heads = ArrayPool<Head>.Shared.Rent(result.Length);
        try
        {
            var held = below == long.MaxValue
                ? LatestHeads(index, slots, above, heads.AsSpan(0, result.Length))
                : OlderHeads(index, slots, below, above, heads.AsSpan(0, result.Length));
            return Merge(heads.AsSpan(0, held), above, result);
        }
        finally
        {
            ArrayPool<Head>.Shared.Return(heads, clearArray: true);
        }
    }

    /// <summary>Keys above <paramref name="above"/>, oldest first: the page right after what the reader has (min_id).</summary>
    public static int Oldest(AuthorIndex index, ReadOnlySpan<int> slots, long above, long below, Span<long> result)
    {
        List<long> keys = [];
        foreach (var slot in slots)
        {
            if (index.ListOf(slot) is not { } list) continue;
            var first = list.CountBelow(above + 1);
            for (var i = first; i < list.Count && i < first + result.Length && list[i] < below; i++) keys.Add(list[i]);
        }
        keys.Sort();
        var count = Math.Min(keys.Count, result.Length);
        for (var i = 0; i < count; i++) result[i] = keys[i];
        return count;
    }

    private static int LatestHeads(AuthorIndex index, ReadOnlySpan<int> slots, long above, Span<Head> heads)
    {
        var latest = index.Latest;
        var held = 0;
        var worst = above;
        foreach (var slot in slots)
        {
            // Slots given out after the arrays were taken have no posts in them yet.
            if (slot >= latest.Length || latest[slot] <= worst) continue;
            if (index.ListOf(slot) is not { Count: > 0 } list || list.Newest <= worst) continue;
            held = Push(heads, held, new Head { Key = list.Newest, List = list, Next = list.Count - 1 });
            if (held == heads.Length) worst = heads[0].Key;
        }
        return held;
    }

    private static int OlderHeads(AuthorIndex index, ReadOnlySpan<int> slots, long below, long above, Span<Head> heads)
    {
        var held = 0;
        var worst = above;
        foreach (var slot in slots)
        {
            if (index.ListOf(slot) is not { } list) continue;
            var next = list.CountBelow(below) - 1;
            if (next < 0 || list[next] <= worst) continue;
            held = Push(heads, held, new Head { Key = list[next], List = list, Next = next });
            if (held == heads.Length) worst = heads[0].Key;
        }
        return held;
    }

    /// <summary>A heap with the smallest key on top, so that the weakest author leaves first.</summary>
    private static int Push(Span<Head> heap, int held, Head head)
    {
        if (held < heap.Length)
        {
            var at = held;
            while (at > 0 && heap[(at - 1) / 2].Key > head.Key)
            {
                heap[at] = heap[(at - 1) / 2];
                at = (at - 1) / 2;
            }
            heap[at] = head;
            return held + 1;
        }
        Sink(heap, head, static (a, b) => a < b);
        return held;
    }

    private static int Merge(Span<Head> heads, long above, Span<long> result)
    {
        // Turned round: now the largest key on top.
        heads.Sort(static (a, b) => b.Key.CompareTo(a.Key));
        var count = 0;
        while (count < result.Length && heads.Length > 0 && heads[0].Key > above)
        {
            var head = heads[0];
            result[count++] = head.Key;
            head.Next--;
            head.Key = head.Next >= 0 ? head.List[head.Next] : long.MinValue;
            Sink(heads, head, static (a, b) => a > b);
        }
        return count;
    }

    private static void Sink(Span<Head> heap, Head head, Func<long, long, bool> before)
    {
        var at = 0;
        while (true)
        {
            var child = (at * 2) + 1;
            if (child >= heap.Length) break;
            if (child + 1 < heap.Length && before(heap[child + 1].Key, heap[child].Key)) child++;
            if (!before(heap[child].Key, head.Key)) break;
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = head;
    }
}
