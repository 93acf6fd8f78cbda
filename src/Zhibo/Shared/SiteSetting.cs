using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Shared;

/// <summary>A setting that administrators changed on a page; it outranks the configuration files.</summary>
public sealed class SiteSetting
{
    /// <summary>As in the configuration: Site:Name.</summary>
    public required string Key { get; set; }

    public required string Value { get; set; }
}

internal sealed class SiteSettingTable : IEntityTypeConfiguration<SiteSetting>
{
    public void Configure(EntityTypeBuilder<SiteSetting> table) => table.HasKey(s => s.Key);
}
