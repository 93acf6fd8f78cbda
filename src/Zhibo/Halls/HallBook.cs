using System.Collections.Frozen;
using Zhibo.Data;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Halls;

/// <summary>A hall with what its administrators picked and arranged.</summary>
/// <param name="Version">Another number, another state: for those who keep what they made of it.</param>
public sealed record HallEntry(Hall Hall, FrozenSet<long> Picked, FrozenSet<long> LeftOut, HallLayout Layout, long Version)
{
    public string Path => "/halls/" + Hall.Slug;

    /// <summary>Where it is shown and linked: the main hall stands at <c>/</c>.</summary>
    public string Home => HomeOf(Hall);

    public IReadOnlyList<HallColumn> Columns { get; } = HallColumn.Of(Hall);

    /// <summary>By name, whatever the width or case of its letters.</summary>
    public HallColumn? Column(string name) => TopicName.Key(name) is var key ? Columns.FirstOrDefault(c => c.Key == key) : null;

    internal static string HomeOf(Hall hall) => hall.IsMain ? "/" : "/halls/" + hall.Slug;
}

/// <summary>All halls at one moment; there are dozens, not thousands.</summary>
public sealed class HallShelf
{
    private readonly FrozenDictionary<string, HallEntry> bySlug;
    private readonly FrozenDictionary<string, HallEntry> byHost;

    internal HallShelf(IReadOnlyList<HallEntry> halls, long version)
    {
        (All, Version) = (halls, version);
        Main = halls.FirstOrDefault(h => h.Hall.IsMain);
        bySlug = halls.ToFrozenDictionary(h => h.Hall.Slug, StringComparer.Ordinal);
        byHost = halls.Where(h => h.Hall.Host is not null).ToFrozenDictionary(h => h.Hall.Host!, StringComparer.OrdinalIgnoreCase);
    }

    public IReadOnlyList<HallEntry> All { get; }

    public HallEntry? Main { get; }

    internal long Version { get; }

    public HallEntry? BySlug(string slug) => bySlug.GetValueOrDefault(slug);

    /// <summary>The hall that has this host name (without a port) to itself.</summary>
    public HallEntry? ByHost(string host) => byHost.Count == 0 ? null : byHost.GetValueOrDefault(host);

    /// <summary>Emergencies to be shown at a hall: its own, those of the halls around it, and at the main hall all.</summary>
    public IEnumerable<HallEntry> EmergenciesAt(HallEntry hall) =>
        All.Where(h => h.Hall.Emergency is not null && (h.Hall.Id == hall.Hall.Id || hall.Hall.IsMain || Reaches(h.Hall, hall.Hall))).OrderByDescending(h => h.Hall.EmergencySince);

    private static bool Reaches(Hall from, Hall to) =>
        (from.RegionCode is null || to.RegionCode?.StartsWith(from.RegionCode, StringComparison.Ordinal) == true) && (from.LineKey is null || from.LineKey == to.LineKey);
}

/// <summary>Every hall in memory, read anew when one changed.</summary>
public sealed class HallBook : IWatch<HallChanged>, IForget
{
    private readonly Engine engine;
    private readonly Held<HallShelf> held;
    private long version;

    public HallBook(Engine engine)
    {
        this.engine = engine;
        held = new(Load);
    }

    public HallShelf Now => held.Now;

    public void Seen(HallChanged fact) => held.Changed();

    public void Forget() => held.Changed();

    private HallShelf Load()
    {
        using var db = engine.ReadHeld();
        var halls = db.Halls.OrderBy(h => h.Id).ToList();
        var picks = db.HallPicks.ToList().ToLookup(p => (p.HallId, p.LeftOut), p => p.AgencyId);
        version++;
        return new([.. halls.Select(h => new HallEntry(h, picks[(h.Id, false)].ToFrozenSet(), picks[(h.Id, true)].ToFrozenSet(), HallLayout.Read(h.Layout), version))], version);
    }
}
