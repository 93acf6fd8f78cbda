using Zhibo.Agencies.Tree;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies;

/// <summary>
/// What each agency can be found by, one string each, beside the forest and in the order lists are shown in. Made when the
/// forest has changed; what did not change is taken over, so that one renamed village does not cost the pinyin of a country.
/// </summary>
public sealed class SearchKeys(AgencyTree tree)
{
    private const char Seam = '\n';
    private readonly Lock gate = new();
    private Held held = new(-1, []);

    /// <param name="Text">Name, nickname, handle, pinyin of both and their initials, each between two seams.</param>
    public sealed record Key(AgencyNode Node, string Text)
    {
        public bool Holds(string[] terms)
        {
            foreach (var term in terms)
                if (!Text.Contains(term, StringComparison.Ordinal)) return false;
            return true;
        }
    }

    /// <summary>Larger offices first, then by region.</summary>
    public IReadOnlyList<Key> Now
    {
        get
        {
            var forest = tree.Now;
            var known = Volatile.Read(ref held);
            if (known.Version == forest.Version) return known.Keys;
            lock (gate)
            {
                if (held.Version != forest.Version) Volatile.Write(ref held, Made(forest, held.Keys));
                return held.Keys;
            }
        }
    }

    /// <summary>A term so that only names that begin with it hold it.</summary>
    public static string Beginning(string term) => Seam + term;

    /// <summary>A term as keys are written.</summary>
    public static string Fold(string text) => Names.Key(text).Replace(Seam, ' ');

    private static Held Made(AgencyForest forest, Key[] before)
    {
        Key[] kept = [.. before.Where(key => ReferenceEquals(forest.Of(key.Node.Id), key.Node))];
        var known = kept.Select(key => key.Node.Id).ToHashSet();
        Key[] fresh = [.. forest.All.Where(node => !known.Contains(node.Id)).Select(node => new Key(node, TextOf(node)))];
        Array.Sort(fresh, Order);
        return new(forest.Version, Merged(kept, fresh));
    }

    /// <summary>Both are in order: sorting all of a country for one that changed takes longer than reading it.</summary>
    private static Key[] Merged(Key[] some, Key[] others)
    {
        if (others.Length == 0) return some;
        var (merged, i, j) = (new Key[some.Length + others.Length], 0, 0);
        for (var at = 0; at < merged.Length; at++)
            merged[at] = j == others.Length || (i < some.Length && Order(some[i], others[j]) < 0) ? some[i++] : others[j++];
        return merged;
    }

    private static string TextOf(AgencyNode node)
    {
        var (name, nickname) = (Pinyin.Of(node.Name), Pinyin.Of(node.Nickname));
        return Seam + string.Join(Seam, new[] { Fold(node.Name), Fold(node.Nickname), node.Handle, name.Full, name.Initials, nickname.Full, nickname.Initials }.Distinct()) + Seam;
    }

    private static int Order(Key a, Key b)
    {
        var (x, y) = (a.Node, b.Node);
        if (x.Level != y.Level) return x.Level.CompareTo(y.Level);
        var region = string.CompareOrdinal(x.RegionCode, y.RegionCode);
        return region != 0 ? region : x.Id.CompareTo(y.Id);
    }

    private sealed record Held(long Version, Key[] Keys);
}
