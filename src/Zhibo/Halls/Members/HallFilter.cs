using Zhibo.Agencies.Tree;
using Zhibo.Regions;

namespace Zhibo.Halls.Members;

/// <summary>Which part of a hall is asked for; empty parts ask for all.</summary>
public readonly record struct HallFilter(string? Line, RegionLevel? Level, string? Region)
{
    public bool IsAll => Line is null && Level is null && Region is null;

    /// <summary>From an address; what makes no sense asks for nothing that is there.</summary>
    public static HallFilter Of(string? line, string? level, string? region) => new(
        string.IsNullOrEmpty(line) ? null : line,
        LevelOf(level),
        string.IsNullOrEmpty(region) ? null : region);

    public static string NameOf(RegionLevel level) => level.ToString().ToLowerInvariant();

    public bool Takes(AgencyNode agency) =>
        (Line is null || agency.LineKey == Line) && (Level is null || agency.Level == Level) && (Region is null || agency.IsIn(Region));

    private static RegionLevel? LevelOf(string? name) =>
        Enum.TryParse<RegionLevel>(name, ignoreCase: true, out var level) && Enum.IsDefined(level) && !char.IsAsciiDigit(name![0]) ? level : null;
}
