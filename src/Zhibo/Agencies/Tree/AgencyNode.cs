using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Agencies.Tree;

/// <summary>An agency as lists, chains and searches need it.</summary>
public sealed record AgencyNode(long Id, string Handle, string Nickname, string Name)
{
    public long? ParentId { get; init; }

    public required string RegionCode { get; init; }

    public required string LineKey { get; init; }

    public RegionLevel Level { get; init; }

    public AgencyState State { get; init; }

    public SealKind Seal { get; init; }

    /// <summary>Wears a seal now.</summary>
    public bool Sealed { get; init; }

    public string? AvatarUrl { get; init; }

    public bool SeatsReachDown { get; init; }

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    /// <summary>In this region or one below it: codes of GB/T 2260 begin with those above.</summary>
    public bool IsIn(string regionCode) => RegionCode.StartsWith(regionCode, StringComparison.Ordinal);
}
