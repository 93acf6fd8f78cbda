using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Regions;
using Zhibo.Regions.Reading;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies;

/// <summary>
/// What each agency can be found by, one string each, beside the forest and in the order lists are shown in. Made when the
/// forest has changed; what did not change is taken over, so that one renamed village does not cost the pinyin of a country.
/// </summary>
public sealed class SearchKeys(AgencyTree tree, RegionTree regions, LineList lines) : IWatch<RegionsChanged>, IWatch<LinesChanged>, IForget
{
    private readonly Lock gate = new();
    private Held held = new(-1, new([]));

    internal NameShelf<AgencyNode> Now
    {
        get
        {
            var forest = tree.Now;
            var known = Volatile.Read(ref held);
            if (known.Version == forest.Version) return known.Shelf;
            lock (gate)
            {
                if (held.Version != forest.Version) Volatile.Write(ref held, Made(forest, held.Shelf.Keys));
                return held.Shelf;
            }
        }
    }

    public void Seen(RegionsChanged fact) => Forget();

    public void Seen(LinesChanged fact) => Forget();

    public void Forget()
    {
        lock (gate) Volatile.Write(ref held, new(-1, new([])));
    }

    private Held Made(AgencyForest forest, NameKey<AgencyNode>[] before)
    {
        NameKey<AgencyNode>[] kept = [.. before.Where(key => ReferenceEquals(forest.Of(key.Of.Id), key.Of))];
        var known = kept.Select(key => key.Of.Id).ToHashSet();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        NameKey<AgencyNode>[] fresh = [.. forest.All.Where(node => !known.Contains(node.Id)).Select(node => KeyOf(node, places))];
        Array.Sort(fresh, Order);
        return new(forest.Version, new(Merged(kept, fresh)));
    }

    /// <summary>Both are in order: sorting all of a country for one that changed takes longer than reading it.</summary>
    private static NameKey<AgencyNode>[] Merged(NameKey<AgencyNode>[] some, NameKey<AgencyNode>[] others)
    {
        if (others.Length == 0) return some;
        var (merged, i, j) = (new NameKey<AgencyNode>[some.Length + others.Length], 0, 0);
        for (var at = 0; at < merged.Length; at++)
            merged[at] = j == others.Length || (i < some.Length && Order(some[i], others[j]) < 0) ? some[i++] : others[j++];
        return merged;
    }

    private NameKey<AgencyNode> KeyOf(AgencyNode node, Dictionary<string, string> places)
    {
        if (!places.TryGetValue(node.RegionCode, out var place)) places[node.RegionCode] = place = NameKeys.Fold(regions.Now.PathOf(node.RegionCode));
        return NameKeys.Of(node, [node.Nickname, node.Name], node.Handle, place, NameKeys.Fold(lines.NameOf(node.LineKey)));
    }

    private static int Order(NameKey<AgencyNode> a, NameKey<AgencyNode> b)
    {
        var (x, y) = (a.Of, b.Of);
        if (x.Level != y.Level) return x.Level.CompareTo(y.Level);
        var region = string.CompareOrdinal(x.RegionCode, y.RegionCode);
        return region != 0 ? region : x.Id.CompareTo(y.Id);
    }

    private sealed record Held(long Version, NameShelf<AgencyNode> Shelf);
}
