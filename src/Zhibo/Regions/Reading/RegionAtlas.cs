namespace Zhibo.Regions.Reading;

/// <summary>All regions at one moment. Never changes; a change makes a new one.</summary>
public sealed class RegionAtlas
{
    private const double EarthRadius = 6371;

    private readonly Dictionary<string, RegionNode> nodes;
    private readonly Lazy<Dictionary<string, RegionNode[]>> children;
    private readonly Lazy<RegionSearch> search;
    private readonly Lazy<RegionNames> names;
    private readonly Lazy<RegionsMeant> meant;
    private readonly Lazy<Dictionary<RegionLevel, string[]>> codes;

    internal RegionAtlas(IReadOnlyList<RegionNode> all)
    {
        All = [.. all.OrderBy(node => node.Code, StringComparer.Ordinal)];
        nodes = All.ToDictionary(node => node.Code, StringComparer.Ordinal);
        // Empty text holds the provinces.
        children = new(() => All.GroupBy(node => node.ParentCode ?? "").ToDictionary(group => group.Key, group => group.ToArray(), StringComparer.Ordinal));
        search = new(() => new(this));
        names = new(() => new(this));
        meant = new(() => new(this));
        codes = new(() => All.GroupBy(node => node.Level).ToDictionary(group => group.Key, group => group.Select(node => node.Code).ToArray()));
    }

    /// <summary>In the order of their codes, so that those below follow the one above.</summary>
    public IReadOnlyList<RegionNode> All { get; }

    /// <summary>By its code, with or without the zeros that fill it up.</summary>
    public RegionNode? Of(string? code) =>
        code is null ? null : nodes.TryGetValue(code, out var node) ? node : RegionCode.Read(code) is { } read ? nodes.GetValueOrDefault(read) : null;

    /// <summary>Those right below, by code; of null, the provinces.</summary>
    public IReadOnlyList<RegionNode> Children(string? code) => children.Value.GetValueOrDefault(code ?? "", []);

    /// <summary>Parent, grandparent … up to the province.</summary>
    public IEnumerable<RegionNode> Above(string code)
    {
        // A parent's code is shorter, so there are no circles.
        for (var at = Of(code)?.ParentCode; at is not null && nodes.TryGetValue(at, out var node); at = node.ParentCode) yield return node;
    }

    /// <summary>From the province down to the region itself; nothing where nobody knows it.</summary>
    public IEnumerable<RegionNode> Down(string? code) => Of(code) is { } region ? Above(region.Code).Reverse().Append(region) : [];

    /// <summary>四川省 德阳市 旌阳区; the code itself where nobody knows it.</summary>
    public string PathOf(string code) => Of(code) is null ? code : string.Join(' ', Down(code).Select(node => node.Name));

    /// <summary>The region itself or the one above it that stands on this level.</summary>
    public RegionNode? UpTo(string code, RegionLevel level)
    {
        var at = Of(code);
        while (at is not null && at.Level > level) at = Of(at.ParentCode);
        return at?.Level == level ? at : null;
    }

    /// <summary>How many regions of a level there are in a region; of null, everywhere.</summary>
    public int Count(string? within, RegionLevel level)
    {
        if (!codes.Value.TryGetValue(level, out var sorted)) return 0;
        return within is null ? sorted.Length : First(sorted, within + "\uFFFF") - First(sorted, within);
    }

    /// <summary>
    /// What a clerk may have meant: a code with or without its zeros, a name (旌阳区), a short name (旌阳), a path with or
    /// without spaces (四川省德阳市旌阳区). One: found. Several: the text does not say which. None: nobody knows it.
    /// </summary>
    public IReadOnlyList<RegionNode> Meant(string text) => meant.Value.By(text);

    /// <summary>
    /// What somebody looks for, best first: by code, name, short name, other names, pinyin or its first letters. Words before
    /// the last one name regions above (<c>四川 旌阳</c>, <c>sc jingyang</c>).
    /// </summary>
    /// <param name="under">Only below this region.</param>
    public IReadOnlyList<RegionNode> Find(string text, string? under = null, int limit = 20) => search.Value.Find(text, under, limit);

    /// <summary>
    /// Regions that a text names, in its order. The longest name counts, of regions named together the deepest. What several
    /// regions are called (朝阳区) is decided by one above that is named too, then by <paramref name="under"/>; else all
    /// candidates stand. Names that are words of every day (公安, 和平) count with the word for their kind or behind a parent.
    /// </summary>
    /// <param name="under">Where the reader is at home: short names of its counties and towns count too.</param>
    public IReadOnlyList<RegionMention> In(string text, string? under = null) => names.Value.In(text, under);

    /// <summary>The region whose centre is nearest, of those that have one; of two at one place the deeper.</summary>
    /// <param name="level">Only of this level.</param>
    public RegionNear? Nearest(double latitude, double longitude, RegionLevel? level = null)
    {
        RegionNear? nearest = null;
        foreach (var node in All)
        {
            if (node is not { Latitude: { } lat, Longitude: { } lon } || (level is not null && node.Level != level)) continue;
            var far = Kilometres(latitude, longitude, lat, lon);
            if (nearest is null || far < nearest.Kilometres || (far == nearest.Kilometres && node.Level > nearest.Region.Level)) nearest = new(node, far);
        }
        return nearest;
    }

    private static int First(string[] sorted, string from)
    {
        var at = Array.BinarySearch(sorted, from, StringComparer.Ordinal);
        return at < 0 ? ~at : at;
    }

    /// <summary>Along the great circle (haversine).</summary>
    private static double Kilometres(double latitude1, double longitude1, double latitude2, double longitude2)
    {
        var (lat, lon) = (double.DegreesToRadians(latitude2 - latitude1) / 2, double.DegreesToRadians(longitude2 - longitude1) / 2);
        var a = Math.Sin(lat) * Math.Sin(lat)
            + Math.Cos(double.DegreesToRadians(latitude1)) * Math.Cos(double.DegreesToRadians(latitude2)) * Math.Sin(lon) * Math.Sin(lon);
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(a)));
    }
}
