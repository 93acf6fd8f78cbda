using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Search.ByName;

/// <summary>Something that has a name.</summary>
/// <param name="Tier">Lower comes first among equally good ones: offices before people.</param>
/// <param name="Size">More comes first: followers, posts.</param>
internal sealed record Named(long Id, int Tier, long Size);

/// <summary>
/// The names of everything of a kind, in memory: most of them on one shelf, and those that changed since beside it, so that
/// one new account does not cost the sorting of a city.
/// </summary>
/// <param name="read">Reads the keys of these ids, or of all.</param>
internal sealed class NameBook(Func<IReadOnlySet<long>?, IEnumerable<NameKey<Named>>> read)
{
    private const int MostBeside = 1000;
    private readonly Held<Shelves> held = new(() => Shelves.Of(read(null)), (old, changed) => old.With(changed, read(changed), MostBeside));

    public void Changed(long id) => held.Changed(id);

    public void Changed() => held.Changed();

    /// <summary>Ids, best first.</summary>
    public List<long> Best(string text, int skip, int count)
    {
        if (NameTerm.Of(text).Length == 0) return [];
        var shelves = held.Now;
        var found = shelves.Most.Best(text, of => !shelves.Stale.Contains(of.Id), skip + count);
        found.AddRange(shelves.Beside.Best(text, _ => true, skip + count));
        found.Sort((a, b) => a.Rank != b.Rank ? a.Rank.CompareTo(b.Rank) : Shelves.Order(a.Key, b.Key));
        return [.. found.Skip(skip).Take(count).Select(f => f.Key.Of.Id)];
    }

    public void Prepare() => _ = held.Now;

    /// <param name="Stale">What on the large shelf is no longer so.</param>
    private sealed record Shelves(NameShelf<Named> Most, NameShelf<Named> Beside, HashSet<long> Stale)
    {
        public static Shelves Of(IEnumerable<NameKey<Named>> keys) => new(Shelf(keys), new([]), []);

        public static int Order(NameKey<Named> a, NameKey<Named> b)
        {
            var (x, y) = (a.Of, b.Of);
            return x.Tier != y.Tier ? x.Tier.CompareTo(y.Tier) : x.Size != y.Size ? y.Size.CompareTo(x.Size) : x.Id.CompareTo(y.Id);
        }

        public Shelves With(IReadOnlySet<long> changed, IEnumerable<NameKey<Named>> fresh, int mostBeside)
        {
            List<NameKey<Named>> beside = [.. Beside.Keys.Where(key => !changed.Contains(key.Of.Id)), .. fresh];
            HashSet<long> stale = [.. Stale, .. changed];
            return stale.Count > mostBeside ? Of(Most.Keys.Where(key => !stale.Contains(key.Of.Id)).Concat(beside)) : new(Most, Shelf(beside), stale);
        }

        private static NameShelf<Named> Shelf(IEnumerable<NameKey<Named>> keys)
        {
            NameKey<Named>[] sorted = [.. keys];
            Array.Sort(sorted, Order);
            return new(sorted);
        }
    }
}
