using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Accounts.Audit;

/// <summary>Who did what in an office's name. Each row carries the hash of the row before it, so that none can be changed
/// or taken out without everybody seeing it.</summary>
public sealed class AuditEntry
{
    /// <summary>1, 2, 3 … without gaps.</summary>
    public long Number { get; set; }

    public DateTimeOffset At { get; set; }

    /// <summary>The person; null is the site itself.</summary>
    public long? UserId { get; set; }

    /// <summary>The person's handle on that day.</summary>
    public string UserHandle { get; set; } = "";

    /// <summary>The account in whose name it was done, where there is one.</summary>
    public long? AccountId { get; set; }

    /// <summary>noun.verb, such as <c>post.published</c>, <c>seat.granted</c>.</summary>
    public required string Act { get; set; }

    /// <summary>What it was done to: <c>post 1234</c>, <c>agency 55</c>.</summary>
    public string Subject { get; set; } = "";

    /// <summary>In a few words, without private data.</summary>
    public string Detail { get; set; } = "";

    /// <summary>SHA-256 of the row before it and of everything above (<see cref="AuditLog.HashOf"/>).</summary>
    public required byte[] Hash { get; set; }
}

internal sealed class AuditTable : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> table)
    {
        table.HasKey(e => e.Number);
        table.Property(e => e.Number).ValueGeneratedNever();
        table.HasIndex(e => new { e.UserId, e.Number });
        table.HasIndex(e => new { e.AccountId, e.Number });
    }
}
