using System.Collections.Frozen;
using Zhibo.Regions;

namespace Zhibo.Halls.Members;

/// <summary>A region as halls need it.</summary>
public sealed record RegionPlace(string Code, string? ParentCode, RegionLevel Level, string Name, string ShortName)
{
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }
}

/// <summary>The tree of regions at one moment.</summary>
public sealed class RegionMap
{
    private readonly FrozenDictionary<string, RegionPlace> byCode;
    private readonly FrozenDictionary<string, RegionPlace[]> below;
    private readonly FrozenDictionary<RegionLevel, string[]> codes;

    internal RegionMap(IReadOnlyCollection<RegionPlace> places, long version)
    {
        Version = version;
        byCode = places.ToFrozenDictionary(p => p.Code, StringComparer.Ordinal);
        below = places.GroupBy(p => p.ParentCode ?? "").ToFrozenDictionary(g => g.Key, g => g.OrderBy(p => p.Code, StringComparer.Ordinal).ToArray(), StringComparer.Ordinal);
        codes = places.GroupBy(p => p.Level).ToFrozenDictionary(g => g.Key, g => g.Select(p => p.Code).Order(StringComparer.Ordinal).ToArray());
    }

    public long Version { get; }

    public RegionPlace? Of(string? code) => code is null ? null : byCode.GetValueOrDefault(code);

    /// <summary>Those right below; of null, the provinces.</summary>
    public IReadOnlyList<RegionPlace> Below(string? code) => below.GetValueOrDefault(code ?? "", []);

    /// <summary>The region itself or the one above it that stands on this level.</summary>
    public RegionPlace? UpTo(string code, RegionLevel level)
    {
        var at = Of(code);
        while (at is not null && at.Level > level) at = Of(at.ParentCode);
        return at?.Level == level ? at : null;
    }

    /// <summary>From the top down to the region itself.</summary>
    public IReadOnlyList<RegionPlace> PathTo(string? code)
    {
        List<RegionPlace> path = [];
        for (var at = Of(code); at is not null && path.Count < 8; at = Of(at.ParentCode)) path.Insert(0, at);
        return path;
    }

    /// <summary>How many regions of a level there are in a region; of null, everywhere.</summary>
    public int Count(string? within, RegionLevel level)
    {
        if (!codes.TryGetValue(level, out var sorted)) return 0;
        return within is null ? sorted.Length : First(sorted, within + "\uFFFF") - First(sorted, within);
    }

    private static int First(string[] sorted, string from)
    {
        var at = Array.BinarySearch(sorted, from, StringComparer.Ordinal);
        return at < 0 ? ~at : at;
    }
}
