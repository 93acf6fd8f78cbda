using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts.Links;

/// <summary>What another site says about one of its pages: stands below the posts that point there.</summary>
public sealed class LinkCard
{
    public long Id { get; set; }

    /// <summary>As it was written, without what comes after #.</summary>
    public required string Url { get; set; }

    /// <summary>Null until it was read; then the post shows its link alone.</summary>
    public string? Title { get; set; }

    public string Description { get; set; } = "";

    public string SiteName { get; set; } = "";

    public DateTimeOffset? ReadAt { get; set; }

    /// <summary>When to look again.</summary>
    public DateTimeOffset DueAt { get; set; }

    /// <summary>In a row.</summary>
    public int Failures { get; set; }
}

/// <summary>The card of a post: that of its first link.</summary>
public sealed class PostLink
{
    public long PostId { get; set; }

    public long CardId { get; set; }
}

internal sealed class LinkTables : IEntityTypeConfiguration<LinkCard>, IEntityTypeConfiguration<PostLink>
{
    public void Configure(EntityTypeBuilder<LinkCard> table)
    {
        table.Property(c => c.Id).ValueGeneratedNever();
        table.HasIndex(c => c.Url).IsUnique();
        table.HasIndex(c => c.DueAt);
    }

    public void Configure(EntityTypeBuilder<PostLink> table)
    {
        table.HasKey(l => l.PostId);
        table.Property(l => l.PostId).ValueGeneratedNever();
        table.HasIndex(l => new { l.CardId, l.PostId });
    }
}
