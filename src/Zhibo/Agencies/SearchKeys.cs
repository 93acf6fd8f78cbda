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
    internal const char Seam = '\n';
    private readonly Lock gate = new();
    private Held held = new(-1, new([]));

    internal SearchShelf Now
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

    /// <summary>As keys are written: without case, width and the difference of traditional and simplified signs.</summary>
    internal static string Fold(string text) => Simplified.Of(Names.Key(text)).Replace(Seam, ' ');

    private Held Made(AgencyForest forest, SearchKey[] before)
    {
        SearchKey[] kept = [.. before.Where(key => ReferenceEquals(forest.Of(key.Node.Id), key.Node))];
        var known = kept.Select(key => key.Node.Id).ToHashSet();
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        SearchKey[] fresh = [.. forest.All.Where(node => !known.Contains(node.Id)).Select(node => KeyOf(node, places))];
        Array.Sort(fresh, Order);
        return new(forest.Version, new(Merged(kept, fresh)));
    }

    /// <summary>Both are in order: sorting all of a country for one that changed takes longer than reading it.</summary>
    private static SearchKey[] Merged(SearchKey[] some, SearchKey[] others)
    {
        if (others.Length == 0) return some;
        var (merged, i, j) = (new SearchKey[some.Length + others.Length], 0, 0);
        for (var at = 0; at < merged.Length; at++)
            merged[at] = j == others.Length || (i < some.Length && Order(some[i], others[j]) < 0) ? some[i++] : others[j++];
        return merged;
    }

    private SearchKey KeyOf(AgencyNode node, Dictionary<string, string> places)
    {
        if (!places.TryGetValue(node.RegionCode, out var place)) places[node.RegionCode] = place = Fold(regions.Now.PathOf(node.RegionCode));
        var (name, nickname) = (Pinyin.Of(node.Name), Pinyin.Of(node.Nickname));
        var names = Part(Fold(node.Nickname), Fold(node.Name), node.Handle);
        var sound = Part(nickname.Full, name.Full);
        var initials = Part(nickname.Initials, name.Initials);
        return new(node, $"{Seam}{names}{sound}{initials}{Part(place, Fold(lines.NameOf(node.LineKey)))}", 1 + names.Length, 1 + names.Length + sound.Length, 1 + names.Length + sound.Length + initials.Length);
    }

    private static string Part(params ReadOnlySpan<string> texts)
    {
        var part = "";
        for (var i = 0; i < texts.Length; i++)
            if (!texts[..i].Contains(texts[i])) part += texts[i] + Seam;
        return part;
    }

    private static int Order(SearchKey a, SearchKey b)
    {
        var (x, y) = (a.Node, b.Node);
        if (x.Level != y.Level) return x.Level.CompareTo(y.Level);
        var region = string.CompareOrdinal(x.RegionCode, y.RegionCode);
        return region != 0 ? region : x.Id.CompareTo(y.Id);
    }

    private sealed record Held(long Version, SearchShelf Shelf);
}
