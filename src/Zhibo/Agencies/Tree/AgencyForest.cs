namespace Zhibo.Agencies.Tree;

/// <summary>All agencies at one moment. Never changes; a change makes a new one.</summary>
public sealed class AgencyForest
{
    /// <summary>Deeper than any administration; what comes after is a circle.</summary>
    public const int Deepest = 12;

    private readonly IReadOnlyDictionary<long, AgencyNode> nodes;
    private readonly Lazy<Dictionary<long, AgencyNode[]>> children;

    internal AgencyForest(IReadOnlyDictionary<long, AgencyNode> nodes, long version)
    {
        (this.nodes, Version) = (nodes, version);
        // 0 holds the roots. No frozen dictionary: a move makes it anew, and freezing takes longer than all look-ups until the next.
        children = new(() => nodes.Values.OrderBy(n => n.Id).GroupBy(n => n.ParentId ?? 0).ToDictionary(g => g.Key, g => g.ToArray()));
    }

    /// <summary>Another number, another forest: for those who keep what they made of it.</summary>
    public long Version { get; }

    public int Count => nodes.Count;

    public IEnumerable<AgencyNode> All => nodes.Values;

    public AgencyNode? Of(long id) => nodes.GetValueOrDefault(id);

    /// <summary>Those right below; of null, those that stand under nobody.</summary>
    public IReadOnlyList<AgencyNode> Below(long? id) => children.Value.GetValueOrDefault(id ?? 0, []);

    /// <summary>Everything below, level by level, without the agency itself.</summary>
    public IEnumerable<AgencyNode> AllBelow(long id)
    {
        var left = new Queue<AgencyNode>(Below(id));
        while (left.TryDequeue(out var next))
        {
            yield return next;
            foreach (var child in Below(next.Id)) left.Enqueue(child);
        }
    }

    /// <summary>Parent, grandparent … up to the root.</summary>
    public IEnumerable<AgencyNode> Above(long id)
    {
        var steps = 0;
        for (var at = Of(id)?.ParentId; at is { } parent && steps < Deepest && Of(parent) is { } node; at = node.ParentId, steps++) yield return node;
    }

    /// <summary>True when <paramref name="id"/> would stand under itself.</summary>
    public bool WouldCircle(long id, long newParentId) => newParentId == id || Above(newParentId).Any(a => a.Id == id);
}
