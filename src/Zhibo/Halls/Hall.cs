using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Halls;

/// <summary>A public home for a region, a line or both: its agencies are a query over the tree plus hand-picked ones.</summary>
public sealed class Hall
{
    public long Id { get; set; }

    /// <summary>In <c>/halls/{slug}</c>: lower-case letters, digits and dashes.</summary>
    public required string Slug { get; set; }

    public required string Name { get; set; }

    public string Intro { get; set; } = "";

    /// <summary>All agencies in this region and below; empty: everywhere.</summary>
    public string? RegionCode { get; set; }

    /// <summary>Only agencies of this line; empty: of all lines.</summary>
    public string? LineKey { get; set; }

    /// <summary>The account that leads: 微博德阳.</summary>
    public long? LeadId { get; set; }

    /// <summary>#rrggbb; checked against the paper for contrast. Empty: the site's indigo.</summary>
    public string? Colour { get; set; }

    /// <summary>One or two characters or an emoji shown before the name.</summary>
    public string Emblem { get; set; } = "";

    /// <summary>Own host name, such as deyang.weibo.example; its <c>/</c> is this hall.</summary>
    public string? Host { get; set; }

    /// <summary>Names of the topics under which it publishes regularly, one per line, in their order.</summary>
    public string Columns { get; set; } = "";

    /// <summary>Order and state of the blocks, as JSON; empty: as they come.</summary>
    public string Layout { get; set; } = "";

    /// <summary>Shown above everything while set.</summary>
    public string? Emergency { get; set; }

    public DateTimeOffset? EmergencySince { get; set; }

    /// <summary>The hall that stands at <c>/</c>.</summary>
    public bool IsMain { get; set; }
}

/// <summary>An agency that a hall takes in though the query does not find it, or leaves out though it does.</summary>
public sealed class HallPick
{
    public long HallId { get; set; }

    public long AgencyId { get; set; }

    public bool LeftOut { get; set; }
}

internal sealed class HallTables : IEntityTypeConfiguration<Hall>, IEntityTypeConfiguration<HallPick>
{
    public void Configure(EntityTypeBuilder<Hall> table)
    {
        table.Property(h => h.Id).ValueGeneratedNever();
        table.Property(h => h.Columns).HasDefaultValue("");
        table.HasIndex(h => h.Slug).IsUnique();
        table.HasIndex(h => h.Host).IsUnique();
    }

    public void Configure(EntityTypeBuilder<HallPick> table) => table.HasKey(p => new { p.HallId, p.AgencyId });
}
