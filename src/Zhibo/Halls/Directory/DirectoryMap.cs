using Zhibo.Agencies.Tree;
using Zhibo.Halls.Members;
using Zhibo.Regions.Reading;

namespace Zhibo.Halls.Directory;

/// <summary>A place on the map and in the list beside it.</summary>
/// <param name="Count">How many agencies it stands for; 0: it is one.</param>
public sealed record MapPlace(string Name, string Url, int Count)
{
    public string Detail { get; init; } = "";

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>The centre of the region, for want of the unit's own place.</summary>
    public bool Roughly { get; init; }
}

/// <summary>Places of a hall: its agencies where they are few, else the regions below with their numbers.</summary>
internal static class DirectoryMap
{
    private const int MostAgencies = 300;

    public static IReadOnlyList<MapPlace> Places(Membership members, RegionAtlas map, string? code, string url)
    {
        var inside = code is null ? members.Count : members.CountIn(code);
        if (inside <= MostAgencies) return [.. members.Ordered.Where(n => code is null || n.IsIn(code)).Select(n => Agency(n, map))];
        var below = map.Children(code).Select(r => (Region: r, Count: members.CountIn(r.Code))).Where(r => r.Count > 0)
            .Select(r => new MapPlace(r.Region.Name, $"{url}?view=map&region={Uri.EscapeDataString(r.Region.Code)}", r.Count) { Latitude = r.Region.Latitude, Longitude = r.Region.Longitude });
        var own = code is null ? [] : members.In(code).Take(MostAgencies).Select(n => Agency(n, map));
        return [.. below, .. own];
    }

    private static MapPlace Agency(AgencyNode node, RegionAtlas map)
    {
        var region = map.Of(node.RegionCode);
        var own = node is { Latitude: not null, Longitude: not null };
        return new(node.Nickname, "/@" + node.Handle, 0)
        {
            Detail = node.Name,
            Latitude = own ? node.Latitude : region?.Latitude,
            Longitude = own ? node.Longitude : region?.Longitude,
            Roughly = !own,
        };
    }
}
