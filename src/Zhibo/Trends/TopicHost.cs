using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Trends;

/// <summary>The agency that looks after a topic: one at a time, or none.</summary>
public sealed class TopicHost
{
    public long TopicId { get; set; }

    public long AgencyId { get; set; }

    /// <summary>In the host's words what the topic is for; may be empty.</summary>
    public string Introduction { get; set; } = "";

    public DateTimeOffset Since { get; set; }
}

/// <summary>A post that the host set above the others of the topic, whoever wrote it.</summary>
public sealed class TopicPin
{
    /// <summary>In the order of pinning.</summary>
    public long Id { get; set; }

    public long TopicId { get; set; }

    public long PostId { get; set; }
}

/// <summary>A topic that a hall does not list among its trends, and why; everybody may read it.</summary>
public sealed class KeptOutTopic
{
    public long HallId { get; set; }

    public long TopicId { get; set; }

    public required string Reason { get; set; }

    public DateTimeOffset Since { get; set; }
}

internal sealed class TrendTables : IEntityTypeConfiguration<TopicHost>, IEntityTypeConfiguration<TopicPin>, IEntityTypeConfiguration<KeptOutTopic>
{
    public void Configure(EntityTypeBuilder<TopicHost> table)
    {
        table.HasKey(h => h.TopicId);
        table.Property(h => h.TopicId).ValueGeneratedNever();
        table.HasIndex(h => h.AgencyId);
    }

    public void Configure(EntityTypeBuilder<TopicPin> table)
    {
        table.Property(p => p.Id).ValueGeneratedNever();
        table.HasIndex(p => new { p.TopicId, p.PostId }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<KeptOutTopic> table) => table.HasKey(k => new { k.HallId, k.TopicId });
}
