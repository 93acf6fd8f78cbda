using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Messages.Reports;

public enum ReportState
{
    Open = 0,

    /// <summary>It was as the report says; what followed stands in the note.</summary>
    Upheld = 1,
    Dismissed = 2,
}

/// <summary>A party of a conversation says that a message breaks the rules. Administrators read this one message and no other.</summary>
public sealed class MessageReport
{
    public long Id { get; set; }

    public long PostId { get; set; }

    /// <summary>Whose message it is.</summary>
    public long AuthorId { get; set; }

    public long ReporterId { get; set; }

    /// <summary>Why, in the reporter's words.</summary>
    public required string Reason { get; set; }

    /// <summary>The message as it was when it was reported: its author may take it back. Emptied when the report is dismissed.</summary>
    public required string Text { get; set; }

    public ReportState State { get; set; }

    public long? DecidedBy { get; set; }

    public DateTimeOffset? DecidedAt { get; set; }

    public string Note { get; set; } = "";
}

internal sealed class ReportTable : IEntityTypeConfiguration<MessageReport>
{
    public void Configure(EntityTypeBuilder<MessageReport> table)
    {
        table.ToTable("message_reports");
        table.Property(r => r.Id).ValueGeneratedNever();
        table.HasIndex(r => new { r.PostId, r.ReporterId }).IsUnique();
        table.HasIndex(r => new { r.State, r.Id });
    }
}
