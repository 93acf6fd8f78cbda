using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Regions;

/// <summary>How far down the tree a region or an agency stands: 省 市 县 乡 村.</summary>
public enum RegionLevel
{
    Nation = 0,
    Province = 1,
    City = 2,
    County = 3,
    Town = 4,
    Village = 5,
}

/// <summary>A node of the administrative tree, known by its GB/T 2260 code (towns and villages: GB/T 10114).</summary>
public sealed class Region
{
    /// <summary>2, 4, 6, 9 or 12 digits for province, city, county, town and village; without trailing zeros.</summary>
    public required string Code { get; set; }

    public string? ParentCode { get; set; }

    public RegionLevel Level { get; set; }

    /// <summary>德阳市.</summary>
    public required string Name { get; set; }

    /// <summary>Without the word for its kind, as people say it: 德阳.</summary>
    public required string ShortName { get; set; }

    /// <summary>Pinyin of the name, without tones and spaces: deyangshi.</summary>
    public string Pinyin { get; set; } = "";

    /// <summary>First letters of the pinyin: dys.</summary>
    public string Initials { get; set; } = "";

    /// <summary>Other names, parted by spaces: traditional, former, of minorities.</summary>
    public string Variants { get; set; } = "";

    public double? Latitude { get; set; }

    public double? Longitude { get; set; }

    /// <summary>Added here; a new edition of the standard leaves it alone.</summary>
    public bool AddedHere { get; set; }

    /// <summary>Gives it a name, and what follows from a name.</summary>
    internal void Call(string name)
    {
        (Name, ShortName) = (name, RegionNaming.ShortNameOf(name, Level));
        (Pinyin, Initials) = (Shared.Text.Pinyin.Of(name).Full, Shared.Text.Pinyin.Of(name).Initials);
    }
}

internal sealed class RegionTable : IEntityTypeConfiguration<Region>
{
    public void Configure(EntityTypeBuilder<Region> table)
    {
        table.HasKey(r => r.Code);
        table.HasIndex(r => r.ParentCode);
    }
}
