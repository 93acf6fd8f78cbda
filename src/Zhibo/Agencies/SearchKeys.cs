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
        /// <summary>0: begins a name with the term; 1: holds it; null: does not.</summary>
        public int? Rank(string term)
        {
            var at = Text.IndexOf(term, StringComparison.Ordinal);
            if (at < 0) return null;
            return Text[at - 1] == Seam || Text.Contains(Seam + term, StringComparison.Ordinal) ? 0 : 1;
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

    /// <summary>A term as keys are written.</summary>
    public static string Fold(string text) => Names.Key(text).Replace(Seam, ' ');

    private static Held Made(AgencyForest forest, Key[] before)
    {
        var known = before.ToDictionary(k => k.Node.Id);
        Key[] keys = [.. forest.All.Select(node => known.GetValueOrDefault(node.Id) is { } key && ReferenceEquals(key.Node, node) ? key : new Key(node, TextOf(node)))];
        Array.Sort(keys, Order);
        return new(forest.Version, keys);
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
