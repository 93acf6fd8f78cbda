using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Zhibo.Agencies.Api;

/// <summary>A unit to be entered. What is left out is made of the rest, or empty.</summary>
internal sealed record EnterJson
{
    [Required, Description("Full official name.")]
    public string? Name { get; init; }

    [Required, Description("Code or name of the region.")]
    public string? Region { get; init; }

    [Required, Description("Key of the line.")]
    public string? Line { get; init; }

    [Description("Left out: made of the pinyin of the nickname.")]
    public string? Handle { get; init; }

    [Description("Left out: the name.")]
    public string? Nickname { get; init; }

    [Description("Handle, nickname or name of the agency above.")]
    public string? Parent { get; init; }

    [Description("nation, province, city, county, town or village; left out: that of the region.")]
    public string? Level { get; init; }

    [Description("government, organisation, institution, community or hall.")]
    public string? Seal { get; init; }

    [Description("Unified social credit code, 18 signs.")]
    public string? UnitCode { get; init; }

    [Description("Who answers at the unit; never public.")]
    public string? Contact { get; init; }

    public string? Phone { get; init; }

    public string? Address { get; init; }

    public string? Hours { get; init; }

    [Description("One matter each.")]
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

    [Description("Changed from above only; empty takes it away.")]
    public string? UnitCode { get; init; }

    [Description("Both empty takes the place away.")]
    public PointJson? Point { get; init; }

    [Description("Seats here hold at the agencies below too.")]
    public bool? SeatsReachDown { get; init; }
}

/// <summary>Degrees of WGS 84.</summary>
internal sealed record PointJson(double? Latitude, double? Longitude);

internal sealed record RenameJson
{
    [Required]
    public string? Name { get; init; }

    [Description("Left out: stays as it is.")]
    public string? Nickname { get; init; }

    [Required, Description("Others read it.")]
    public string? Reason { get; init; }
}

/// <summary>Another place in the register. What is left out stays as it is.</summary>
internal sealed record TransferJson
{
    [Description("Handle, nickname or name of the agency above; empty: it stands under nobody.")]
    public string? Parent { get; init; }

    public string? Region { get; init; }

    public string? Line { get; init; }

    public string? Level { get; init; }

    [Required, Description("Others read it.")]
    public string? Reason { get; init; }
}

internal sealed record ReasonJson
{
    [Description("Others read it. Thawing needs none.")]
    public string? Reason { get; init; }
}

internal sealed record TieJson
{
    [Required]
    public string? Handle { get; init; }

    [Required, Description("The person's name as the public reads it.")]
    public string? Name { get; init; }

    [Required, Description("The post.")]
    public string? Title { get; init; }

    [Required, Description("yyyy-MM-dd.")]
    public string? Since { get; init; }

    [Description("The first day without the post.")]
    public string? Until { get; init; }
}

internal sealed record ReleaseJson
{
    [Description("The first day without the post; left out: today.")]
    public string? Until { get; init; }
}
