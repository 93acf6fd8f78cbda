using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Notifications;

public enum NoticeKind
{
    Mention = 0,
    Comment = 1,
    Repost = 2,
    Like = 3,
    Follow = 4,

    /// <summary>Somebody took over an office that I manage, in an emergency.</summary>
    Glass = 5,

    /// <summary>Somebody wrote to me in private: for programs alone, pages have their own place for messages.</summary>
    Message = 6,

    /// <summary>A poll of mine, or in which I voted, is over.</summary>
    PollEnded = 20,

    /// <summary>A comment waits for me to look at it.</summary>
    Held = 21,

    /// <summary>My comment will not be shown.</summary>
    Refused = 22,
}

/// <summary>What happened to me.</summary>
public sealed class NoticeRow
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public NoticeKind Kind { get; set; }

    public long ActorId { get; set; }

    /// <summary>The post it is about: the mention, comment, repost itself, or the liked post; of a broken glass the
    /// account of the office; 0 for a follow, so that the unique key holds on both databases.</summary>
    public long PostId { get; set; }

    /// <summary>The line it is part of.</summary>
    public long GroupId { get; set; }
}

internal sealed class NoticeTable : IEntityTypeConfiguration<NoticeRow>
{
    public void Configure(EntityTypeBuilder<NoticeRow> table)
    {
        table.ToTable("notices");
        table.Property(n => n.Id).ValueGeneratedNever();
        table.Property(n => n.GroupId).HasDefaultValue(0L);
        table.HasIndex(n => new { n.AccountId, n.Id });
        table.HasIndex(n => new { n.AccountId, n.Kind, n.ActorId, n.PostId }).IsUnique();
        table.HasIndex(n => new { n.GroupId, n.Id });
    }
}
