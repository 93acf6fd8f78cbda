using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Accounts;

/// <summary>No foreign keys here and on posts: accounts are never deleted, and on PostgreSQL each check would lock the
/// row of the one account that everybody follows (docs/decisions/0006).</summary>
public sealed class Follow
{
    public long Id { get; set; }

    public long FollowerId { get; set; }

    public long FolloweeId { get; set; }
}

public sealed class Block
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public long TargetId { get; set; }
}

public sealed class Mute
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public long TargetId { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Also silence what the muted account does to me.</summary>
    public bool HideNotices { get; set; } = true;
}

internal sealed class RelationTables : IEntityTypeConfiguration<Follow>, IEntityTypeConfiguration<Block>, IEntityTypeConfiguration<Mute>
{
    public void Configure(EntityTypeBuilder<Follow> table)
    {
        table.Property(f => f.Id).ValueGeneratedNever();
        table.HasIndex(f => new { f.FollowerId, f.FolloweeId }).IsUnique();
        table.HasIndex(f => new { f.FolloweeId, f.Id });
    }

    public void Configure(EntityTypeBuilder<Block> table)
    {
        table.Property(b => b.Id).ValueGeneratedNever();
        table.HasIndex(b => new { b.AccountId, b.TargetId }).IsUnique();
        table.HasIndex(b => b.TargetId);
    }

    public void Configure(EntityTypeBuilder<Mute> table)
    {
        table.Property(m => m.Id).ValueGeneratedNever();
        table.HasIndex(m => new { m.AccountId, m.TargetId }).IsUnique();
    }
}
