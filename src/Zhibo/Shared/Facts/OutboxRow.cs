using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Shared.Facts;

/// <summary>A fact that still has to be acted on. Deleted in the transaction that acted.</summary>
public sealed class OutboxRow
{
    /// <summary>Before a kind: left by a command beside the site, to be shown to the site's watchers.</summary>
    public const string ToShow = "~";

    public long Id { get; set; }

    public required string Kind { get; set; }

    public required string Payload { get; set; }

    public int Attempts { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public string? LastError { get; set; }
}

internal sealed class OutboxTable : IEntityTypeConfiguration<OutboxRow>
{
    public void Configure(EntityTypeBuilder<OutboxRow> table)
    {
        table.ToTable("outbox");
        table.Property(r => r.Id).ValueGeneratedNever();
        // Most rows live for milliseconds: the claim walks the primary key, only failed rows need their due time.
        table.HasIndex(r => r.DueAt).HasFilter("attempts > 0");
    }
}
