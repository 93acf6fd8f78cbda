using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Runtime.InteropServices;
using Zhibo.Agencies.Tree;
using Zhibo.Posts.Timelines;
using Zhibo.Regions;

namespace Zhibo.Halls.Members;

/// <summary>Who belongs to a hall at one moment. Never changes; a change makes a new one.</summary>
public sealed class Membership
{
    private const int MostSets = 400;

    // Of province, city, county, town and village.
    private static readonly int[] CodeLengths = [2, 4, 6, 9, 12];

    private readonly Func<IEnumerable<long>, AuthorSet> setOf;
    private readonly ConcurrentDictionary<HallFilter, AuthorSet> sets = new();
    private readonly Lazy<FrozenDictionary<string, int>> within;
    private readonly Lazy<AgencyNode[]> ordered;
    private readonly Lazy<ILookup<string, AgencyNode>> inRegion;

    internal Membership(AgencyForest forest, HallEntry hall, Func<IEnumerable<long>, AuthorSet> setOf)
    {
        (Forest, HallVersion, this.setOf) = (forest, hall.Version, setOf);
        Nodes = [.. forest.All.Where(n => Belongs(hall, n))];
        All = setOf(Nodes.Select(n => n.Id));
        ByLine = Nodes.CountBy(n => n.LineKey).ToFrozenDictionary();
        ByLevel = Nodes.CountBy(n => n.Level).ToFrozenDictionary();
        Sealed = Nodes.Count(n => n.Sealed);
        within = new(CountByRegion);
        ordered = new(() => [.. Nodes.OrderBy(n => n.Level).ThenBy(n => n.RegionCode, StringComparer.Ordinal).ThenBy(n => n.Id)]);
        inRegion = new(() => Ordered.ToLookup(n => n.RegionCode));
    }

    public AgencyForest Forest { get; }

    public IReadOnlyList<AgencyNode> Nodes { get; }

    /// <summary>All members as authors.</summary>
    public AuthorSet All { get; }

    public int Count => Nodes.Count;

    /// <summary>Those who wear a seal.</summary>
    public int Sealed { get; }

    public IReadOnlyDictionary<string, int> ByLine { get; }

    public IReadOnlyDictionary<RegionLevel, int> ByLevel { get; }

    internal long HallVersion { get; }

    /// <summary>By level, region and age.</summary>
    public IReadOnlyList<AgencyNode> Ordered => ordered.Value;

    public bool Holds(long agencyId) => All.Holds(agencyId);

    /// <summary>How many stand in a region or below it.</summary>
    public int CountIn(string regionCode) => within.Value.GetValueOrDefault(regionCode);

    /// <summary>Those of exactly this region.</summary>
    public IEnumerable<AgencyNode> In(string regionCode) => inRegion.Value[regionCode];

    /// <summary>The members a filter takes, as authors.</summary>
    public AuthorSet Set(HallFilter filter)
    {
        if (filter.IsAll) return All;
        if (sets.TryGetValue(filter, out var known)) return known;
        var set = setOf(Nodes.Where(filter.Takes).Select(n => n.Id));
        if (set.Count > 0 && sets.Count < MostSets) sets[filter] = set;
        return set;
    }

    private static bool Belongs(HallEntry hall, AgencyNode agency)
    {
        // Who is only invited, frozen or closed does not speak for the city.
        if (agency.State is not (Agencies.AgencyState.Verified or Agencies.AgencyState.Active) || hall.LeftOut.Contains(agency.Id)) return false;
        return hall.Picked.Contains(agency.Id)
            || ((hall.Hall.RegionCode is not { } region || agency.IsIn(region)) && (hall.Hall.LineKey is not { } line || agency.LineKey == line));
    }

    private FrozenDictionary<string, int> CountByRegion()
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        var byPrefix = counts.GetAlternateLookup<ReadOnlySpan<char>>();
        foreach (var node in Nodes)
            foreach (var length in CodeLengths)
                if (node.RegionCode.Length >= length) CollectionsMarshal.GetValueRefOrAddDefault(byPrefix, node.RegionCode.AsSpan(0, length), out _)++;
        return counts.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
