using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts.Marks;

/// <summary>收藏: kept by its reader for later; nobody else knows.</summary>
public sealed class Bookmark
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public long PostId { get; set; }
}

/// <summary>置顶: an own post that stands first on its author's page.</summary>
public sealed class Pin
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public long PostId { get; set; }
}

internal sealed class MarkTables : IEntityTypeConfiguration<Bookmark>, IEntityTypeConfiguration<Pin>
{
    public void Configure(EntityTypeBuilder<Bookmark> table)
    {
        table.Property(b => b.Id).ValueGeneratedNever();
        table.HasIndex(b => new { b.AccountId, b.PostId }).IsUnique();
        table.HasIndex(b => new { b.AccountId, b.Id });
    }

    public void Configure(EntityTypeBuilder<Pin> table)
    {
        table.Property(p => p.Id).ValueGeneratedNever();
        table.HasIndex(p => new { p.AccountId, p.PostId }).IsUnique();
    }
}
