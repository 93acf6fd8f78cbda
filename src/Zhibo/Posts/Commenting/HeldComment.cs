using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts.Commenting;

/// <summary>
/// A comment that the author of the post looks at before others see it. It is no post yet: nothing that reads posts, counts
/// them or tells of them can meet it. Released, it becomes the post with this id.
/// </summary>
public sealed class HeldComment
{
    public long Id { get; set; }

    public long AuthorId { get; set; }

    /// <summary>The author of the post on top, who decides.</summary>
    public long ReviewerId { get; set; }

    public long RootId { get; set; }

    public long ParentId { get; set; }

    public required string Text { get; set; }

    public string? Warning { get; set; }

    public bool Sensitive { get; set; }

    public string? Language { get; set; }

    public Visibility Visibility { get; set; }

    /// <summary>The client's Idempotency-Key.</summary>
    public string? Key { get; set; }

    /// <summary>Refused; only its author still sees it.</summary>
    public DateTimeOffset? RefusedAt { get; set; }

    /// <summary>Why it was refused.</summary>
    public string Reason { get; set; } = "";
}

/// <summary>精选: a comment that stands above the others.</summary>
public sealed class FeaturedComment
{
    public long Id { get; set; }

    /// <summary>On top of the thread.</summary>
    public long PostId { get; set; }

    public long CommentId { get; set; }
}

internal sealed class CommentTables : IEntityTypeConfiguration<HeldComment>, IEntityTypeConfiguration<FeaturedComment>
{
    public void Configure(EntityTypeBuilder<HeldComment> table)
    {
        table.Property(c => c.Id).ValueGeneratedNever();
        table.HasIndex(c => new { c.AuthorId, c.Key }).IsUnique();
        table.HasIndex(c => new { c.ReviewerId, c.Id });
        table.HasIndex(c => new { c.RootId, c.AuthorId });
        table.HasIndex(c => c.ParentId);
    }

    public void Configure(EntityTypeBuilder<FeaturedComment> table)
    {
        table.Property(f => f.Id).ValueGeneratedNever();
        table.HasIndex(f => f.CommentId).IsUnique();
        table.HasIndex(f => f.PostId);
    }
}
