using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>Where an agency stands in its life; the moves between are in <see cref="AgencyMoves"/>.</summary>
public enum AgencyState
{
    Invited = 0,
    Verified = 1,
    Active = 2,
    Frozen = 3,
    Closed = 4,
}

/// <summary>One unit, one account: what an office is beside its account. An official has none; see <see cref="Official"/>.</summary>
public sealed class Agency
{
    /// <summary>The id of its account.</summary>
    public long Id { get; set; }

    /// <summary>Full official name: 德阳市市场监督管理局.</summary>
    public required string Name { get; set; }

    /// <summary>The name without space, width and case: two units cannot share it within a region.</summary>
    public required string NameKey { get; set; }

    /// <summary>Unified social credit code (GB 32100), where the unit has one.</summary>
    public string? UnitCode { get; set; }

    public required string RegionCode { get; set; }

    public required string LineKey { get; set; }

    public RegionLevel Level { get; set; }

    public long? ParentId { get; set; }

    public AgencyState State { get; set; }

    public DateTimeOffset StateSince { get; set; }

    public SealKind Seal { get; set; }

    /// <summary>Who answers at the unit; shown to staff only.</summary>
    public string Contact { get; set; } = "";

    /// <summary>Shown to the public.</summary>
    public string Phone { get; set; } = "";

    public string Address { get; set; } = "";

    /// <summary>When the counter is open, in the unit's own words: 周一至周五 9:00–12:00 13:30–17:00.</summary>
    public string Hours { get; set; } = "";

    /// <summary>Matters it handles, one a line.</summary>
    public string Duties { get; set; } = "";

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>Seats here hold at the agencies below too.</summary>
    public bool SeatsReachDown { get; set; }
}

/// <summary>A named public servant's account, tied to a post for a time.</summary>
public sealed class Official
{
    /// <summary>The id of the account.</summary>
    public long Id { get; set; }

    public long AgencyId { get; set; }

    /// <summary>打拐办主任.</summary>
    public required string Title { get; set; }

    public DateOnly Since { get; set; }

    /// <summary>From then on the account is frozen, not erased.</summary>
    public DateOnly? Until { get; set; }
}

/// <summary>A sector across regions: 公安, 法院, 旅游.</summary>
public sealed class Line
{
    /// <summary>Its pinyin: gongan.</summary>
    public required string Key { get; set; }

    public required string Name { get; set; }

    public int Order { get; set; }
}

/// <summary>One row for each change of an agency's state, name or place: who, when, why.</summary>
public sealed class AgencyMove
{
    public long Id { get; set; }

    public long AgencyId { get; set; }

    public AgencyAct Act { get; set; }

    public string Before { get; set; } = "";

    public string After { get; set; } = "";

    /// <summary>Null: the site itself, when a date came.</summary>
    public long? UserId { get; set; }

    public string Reason { get; set; } = "";
}

internal sealed class AgencyTables :
    IEntityTypeConfiguration<Agency>, IEntityTypeConfiguration<Official>, IEntityTypeConfiguration<Line>, IEntityTypeConfiguration<AgencyMove>
{
    public void Configure(EntityTypeBuilder<Agency> table)
    {
        table.Property(a => a.Id).ValueGeneratedNever();
        table.HasIndex(a => new { a.RegionCode, a.NameKey }).IsUnique();
        table.HasIndex(a => a.UnitCode).IsUnique();
        table.HasIndex(a => a.ParentId);
    }

    public void Configure(EntityTypeBuilder<Official> table)
    {
        table.Property(o => o.Id).ValueGeneratedNever();
        table.HasIndex(o => o.AgencyId);
    }

    public void Configure(EntityTypeBuilder<Line> table) => table.HasKey(l => l.Key);

    public void Configure(EntityTypeBuilder<AgencyMove> table)
    {
        table.Property(m => m.Id).ValueGeneratedNever();
        table.HasIndex(m => new { m.AgencyId, m.Id });
    }
}
