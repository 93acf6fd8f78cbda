using Zhibo.Regions;
using Zhibo.Regions.Reading;

namespace Zhibo.Agencies;

/// <summary>The line under an agency's name on cards: unit and region.</summary>
internal static class UnitLine
{
    /// <summary>德阳市卫生局 of 德阳市 becomes 市卫生局 · 德阳市; what is smaller than a county is placed by its county.</summary>
    public static string Of(string name, string regionCode, RegionAtlas regions)
    {
        if (regions.Of(regionCode) is not { } region) return name;
        if (region.Level >= RegionLevel.Town && regions.Above(regionCode).FirstOrDefault(r => r.Level <= RegionLevel.County) is { } county)
            return $"{Short(name, county)} · {county.Name}";
        return $"{Short(name, region)} · {region.Name}";
    }

    private static string Short(string name, RegionNode region) =>
        name.Length > region.Name.Length && name.StartsWith(region.Name, StringComparison.Ordinal) ? region.Name[^1] + name[region.Name.Length..] : name;
}
