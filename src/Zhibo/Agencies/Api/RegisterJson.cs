using System.ComponentModel.DataAnnotations;

namespace Zhibo.Agencies.Api;

/// <summary>A unit to be entered. What is left out is made of the rest, or empty.</summary>
internal sealed record EnterJson
{
    /// <summary>Full official name.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>Code or name of the region.</summary>
    [Required]
    public string? Region { get; init; }

    /// <summary>Key of the line.</summary>
    [Required]
    public string? Line { get; init; }

    /// <summary>Left out: made of the pinyin of the nickname.</summary>
    public string? Handle { get; init; }

    /// <summary>Left out: the name.</summary>
    public string? Nickname { get; init; }

    /// <summary>Handle, nickname or name of the agency above.</summary>
    public string? Parent { get; init; }

    /// <summary>nation, province, city, county, town or village; left out: that of the region.</summary>
    public string? Level { get; init; }

    /// <summary>government, organisation, institution, community or hall.</summary>
    public string? Seal { get; init; }

    /// <summary>Unified social credit code, 18 signs.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Who answers at the unit; never public.</summary>
    public string? Contact { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Hours { get; init; }

    /// <summary>One matter each.</summary>
    public IReadOnlyList<string?>? Duties { get; init; }
}

/// <summary>What an agency says of itself. What is left out stays as it is.</summary>
internal sealed record ChangeJson
{
    public string? Contact { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Hours { get; init; }

    public IReadOnlyList<string?>? Duties { get; init; }

    /// <summary>Changed from above only; empty takes it away.</summary>
    public string? UnitCode { get; init; }

    /// <summary>Both empty takes the place away.</summary>
    public PointJson? Point { get; init; }

    /// <summary>Seats here hold at the agencies below too.</summary>
    public bool? SeatsReachDown { get; init; }
}

/// <summary>Degrees of WGS 84.</summary>
internal sealed record PointJson(double? Latitude, double? Longitude);

internal sealed record RenameJson
{
    [Required]
    public string? Name { get; init; }

    /// <summary>Left out: stays as it is.</summary>
    public string? Nickname { get; init; }

    /// <summary>Others read it.</summary>
    [Required]
    public string? Reason { get; init; }
}

/// <summary>Another place in the register. What is left out stays as it is.</summary>
internal sealed record TransferJson
{
    /// <summary>Handle, nickname or name of the agency above; empty: it stands under nobody.</summary>
    public string? Parent { get; init; }

    public string? Region { get; init; }

    public string? Line { get; init; }

    public string? Level { get; init; }

    /// <summary>Others read it.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed record ReasonJson
{
    /// <summary>Others read it. Thawing needs none.</summary>
    public string? Reason { get; init; }
}

internal sealed record TieJson
{
    [Required]
    public string? Handle { get; init; }

    /// <summary>The person's name as the public reads it.</summary>
    [Required]
    public string? Name { get; init; }

    /// <summary>The post.</summary>
    [Required]
    public string? Title { get; init; }

    /// <summary>yyyy-MM-dd.</summary>
    [Required]
    public string? Since { get; init; }

    /// <summary>The first day without the post.</summary>
    public string? Until { get; init; }
}

internal sealed record ReleaseJson
{
    /// <summary>The first day without the post; left out: today.</summary>
    public string? Until { get; init; }
}
