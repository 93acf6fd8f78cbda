namespace Zhibo.Posts.Timelines;

/// <summary>Accounts whose posts are read together: the members of a hall. Made once and kept by whoever knows the members.</summary>
public sealed class AuthorSet
{
    private readonly HashSet<long> ids;

    internal AuthorSet(HashSet<long> ids, int[] slots) => (this.ids, Slots) = (ids, slots);

    public int Count => ids.Count;

    public IReadOnlyCollection<long> Ids => ids;

    public bool Holds(long accountId) => ids.Contains(accountId);

    /// <summary>Of the author index, sorted.</summary>
    internal int[] Slots { get; }
}

/// <summary>Makes sets of authors, and counts in memory what they wrote.</summary>
public sealed class AuthorSets(AuthorIndex index)
{
    /// <summary>False right after the start, while the index is being filled.</summary>
    public bool AreReady => index.IsLoaded;

    public AuthorSet Of(IEnumerable<long> accountIds)
    {
        var ids = accountIds.ToHashSet();
        var slots = new int[ids.Count];
        var n = 0;
        foreach (var id in ids) slots[n++] = index.SlotOf(id);
        Array.Sort(slots);
        return new(ids, slots);
    }

    /// <summary>Public posts and reposts of the set with a larger id than <paramref name="boundary"/> (<see cref="Shared.Ids.Boundary"/>).</summary>
    public int PostsSince(AuthorSet set, long boundary)
    {
        var latest = index.Latest;
        var (above, count) = (PostKey.Below(boundary), 0);
        foreach (var slot in set.Slots)
        {
            if (slot >= latest.Length || latest[slot] < above || index.ListOf(slot) is not { } list) continue;
            for (var i = list.Count - 1; i >= 0 && list[i] >= above; i--)
                if (PostKey.VisibilityOf(list[i]) == Visibility.Public) count++;
        }
        return count;
    }

    /// <summary>The id of the account's newest post; 0 when it has none.</summary>
    public long NewestOf(long accountId) => index.ListOfAccount(accountId) is { Count: > 0 } list ? PostKey.IdOf(list.Newest) : 0;

    /// <summary>Those of the set who wrote something after <paramref name="boundary"/>.</summary>
    public HashSet<long> WroteSince(AuthorSet set, long boundary) => [.. set.Ids.Where(id => NewestOf(id) > boundary)];
}
