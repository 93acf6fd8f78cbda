using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Desk;

/// <summary>Why something waits at a desk.</summary>
public enum DeskItemKind
{
    /// <summary>The agency is named in it.</summary>
    Mention = 0,

    /// <summary>It answers a post of the agency.</summary>
    Comment = 1,
}

public enum DeskItemState
{
    Open = 0,
    Answered = 1,

    /// <summary>Somebody decided that it needs no answer, and said why.</summary>
    SetAside = 2,
}

/// <summary>Something a person said to an agency and what became of it: one row for each post and agency. When the person
/// answers the agency's answer, the same row is open again.</summary>
public sealed class DeskItem
{
    public long Id { get; set; }

    public long AgencyId { get; set; }

    /// <summary>The post it began with.</summary>
    public long PostId { get; set; }

    /// <summary>The post to answer now: the first one, or what its author said to the agency's answer.</summary>
    public long LatestId { get; set; }

    public long AuthorId { get; set; }

    public DeskItemKind Kind { get; set; }

    public DeskItemState State { get; set; }

    /// <summary>Open: since when the person waits. Otherwise: when it was answered or set aside.</summary>
    public DateTimeOffset Since { get; set; }

    /// <summary>The user who took it on.</summary>
    public long? TakenBy { get; set; }

    /// <summary>The agency's answer.</summary>
    public long? AnswerId { get; set; }

    /// <summary>The user who answered or set it aside, where it was done at the desk.</summary>
    public long? ClosedBy { get; set; }

    /// <summary>Why it was set aside.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Grows each time it is open again: two people who answer at one moment make one answer a round.</summary>
    public int Round { get; set; }
}

/// <summary>A word among colleagues about an item; never public.</summary>
public sealed class DeskNote
{
    public long Id { get; set; }

    public long ItemId { get; set; }

    public long UserId { get; set; }

    public required string Text { get; set; }
}

internal sealed class DeskTables : IEntityTypeConfiguration<DeskItem>, IEntityTypeConfiguration<DeskNote>
{
    public void Configure(EntityTypeBuilder<DeskItem> table)
    {
        table.Property(i => i.Id).ValueGeneratedNever();
        table.HasIndex(i => new { i.AgencyId, i.PostId }).IsUnique();
        table.HasIndex(i => new { i.AgencyId, i.State, i.Since, i.Id });
        // A deleted post is looked up by each of its places.
        table.HasIndex(i => i.PostId);
        table.HasIndex(i => i.LatestId);
        table.HasIndex(i => i.AnswerId);
    }

    public void Configure(EntityTypeBuilder<DeskNote> table)
    {
        table.Property(n => n.Id).ValueGeneratedNever();
        table.HasIndex(n => new { n.ItemId, n.Id });
    }
}
