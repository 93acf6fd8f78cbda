using System.Runtime.InteropServices;
using Zhibo.Shared;

namespace Zhibo.Trends.Counting;

/// <summary>Who spoke under which topic in the last days, oldest first. Not for two at once: <see cref="SayLedger"/> guards it.</summary>
internal sealed class SayBook
{
    private readonly Dictionary<long, List<Say>> byTopic = [];

    public long Size => byTopic.Values.Sum(says => (long)says.Count);

    public ReadOnlySpan<Say> Of(long topicId) => CollectionsMarshal.AsSpan(byTopic.GetValueOrDefault(topicId));

    /// <summary>Topics under which somebody spoke since then.</summary>
    public IEnumerable<long> Awake(DateTimeOffset since)
    {
        var boundary = Ids.Boundary(since);
        return byTopic.Where(t => t.Value[^1].PostId >= boundary).Select(t => t.Key);
    }

    /// <summary>What is in a span of time.</summary>
    public static ReadOnlySpan<Say> Between(ReadOnlySpan<Say> says, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, end) = (CountBefore(says, Ids.Boundary(from)), CountBefore(says, Ids.Boundary(to)));
        return says[first..Math.Max(first, end)];
    }

    /// <summary>In any order and with repetitions; <see cref="Settle"/> puts them right.</summary>
    public void Load(long topicId, Say say)
    {
        if (!say.IsNewcomer) List(topicId).Add(say);
    }

    public void Settle()
    {
        foreach (var says in byTopic.Values)
        {
            // Own words come before the same post as a repost.
            says.Sort((a, b) => a.PostId != b.PostId ? a.PostId.CompareTo(b.PostId) : a.Of.CompareTo(b.Of));
            var kept = 0;
            for (var n = 0; n < says.Count; n++)
                if (n == 0 || says[n].PostId != says[kept - 1].PostId) says[kept++] = says[n];
            says.RemoveRange(kept, says.Count - kept);
        }
    }

    /// <summary>One more; known ones change nothing.</summary>
    public void Add(long topicId, Say say)
    {
        if (say.IsNewcomer) return;
        var says = List(topicId);
        var place = CountBefore(CollectionsMarshal.AsSpan(says), say.PostId);
        if (place == says.Count || says[place].PostId != say.PostId) says.Insert(place, say);
        else if (say.Of < says[place].Of) says[place] = say;
    }

    /// <summary>Takes posts out, and what passed them on.</summary>
    /// <returns>The posts that passed one of them on: they may stand under other topics now.</returns>
    public HashSet<long> Remove(IReadOnlySet<long> posts)
    {
        HashSet<long> passed = [];
        foreach (var says in byTopic.Values)
            says.RemoveAll(say =>
            {
                if (posts.Contains(say.PostId)) return true;
                if (say.Of == 0 || !posts.Contains(say.Of)) return false;
                passed.Add(say.PostId);
                return true;
            });
        DropEmpty();
        return passed;
    }

    public void Forget(DateTimeOffset before)
    {
        var boundary = Ids.Boundary(before);
        foreach (var says in byTopic.Values) says.RemoveRange(0, CountBefore(CollectionsMarshal.AsSpan(says), boundary));
        DropEmpty();
    }

    private List<Say> List(long topicId) => CollectionsMarshal.GetValueRefOrAddDefault(byTopic, topicId, out _) ??= [];

    private void DropEmpty()
    {
        foreach (var (topic, says) in byTopic)
            if (says.Count == 0) byTopic.Remove(topic);
    }

    private static int CountBefore(ReadOnlySpan<Say> says, long postId)
    {
        var (low, high) = (0, says.Length);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (says[middle].PostId < postId) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
