namespace Zhibo.Regions.Reading;

/// <summary>A region as everybody who asks the tree gets it.</summary>
public sealed record RegionNode(string Code, RegionLevel Level, string Name, string ShortName)
{
    public string? ParentCode { get; init; }

    /// <summary>Former, traditional and other names.</summary>
    public IReadOnlyList<string> Variants { get; init; } = [];

    public string Pinyin { get; init; } = "";

    public string Initials { get; init; } = "";

    /// <summary>Of its centre, in degrees (WGS 84); null where nobody entered it.</summary>
    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public bool AddedHere { get; init; }

    /// <summary>The same region or one above it.</summary>
    public bool Holds(RegionNode other) => other.Code.StartsWith(Code, StringComparison.Ordinal);
}

/// <summary>A region and how far its centre is.</summary>
public sealed record RegionNear(RegionNode Region, double Kilometres);

/// <summary>Where a text names a region.</summary>
/// <param name="At">First UTF-16 unit.</param>
/// <param name="Length">In UTF-16 units; 四川省德阳市旌阳区 is one mention.</param>
/// <param name="Regions">One when it is certain, several when the text leaves it open.</param>
public sealed record RegionMention(int At, int Length, IReadOnlyList<RegionNode> Regions)
{
    public RegionNode? Certain => Regions is [var only] ? only : null;
}
