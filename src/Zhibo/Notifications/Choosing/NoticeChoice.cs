using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Notifications.Choosing;

/// <summary>Of whom a kind of notice is wanted. Nobody's: it is not even written down.</summary>
public enum NoticeSenders
{
    Everybody = 0,

    /// <summary>Those whom the account follows.</summary>
    Followed = 1,

    Nobody = 2,
}

/// <summary>What somebody wished for one kind; where nobody wished anything the defaults of <see cref="NoticeChoices"/> hold.</summary>
public sealed class NoticeChoice
{
    public long AccountId { get; set; }

    public NoticeKind Kind { get; set; }

    public NoticeSenders Who { get; set; }

    /// <summary>Shown at once on the person's own devices.</summary>
    public bool Push { get; set; }

    /// <summary>Part of the mail that gathers what is new.</summary>
    public bool Mail { get; set; }
}

public enum DigestRhythm
{
    Off = 0,
    Daily = 1,

    /// <summary>On Mondays.</summary>
    Weekly = 2,
}

/// <summary>What holds for all kinds: the gathering mail and the hours in which no device rings.</summary>
public sealed class NoticeWishes
{
    public const int UsualHour = 8, Day = 24 * 60;

    public long AccountId { get; set; }

    public DigestRhythm Digest { get; set; }

    /// <summary>Hour of the day, in the site's zone.</summary>
    public int DigestHour { get; set; } = UsualHour;

    /// <summary>Null where no mail is wished.</summary>
    public DateTimeOffset? NextDigestAt { get; set; }

    /// <summary>The newest notice that the last mail knew.</summary>
    public long DigestedId { get; set; }

    /// <summary>Minutes after midnight; null where devices may always ring.</summary>
    public int? QuietFrom { get; set; }

    /// <summary>Likewise; may lie before <see cref="QuietFrom"/>, over midnight.</summary>
    public int? QuietUntil { get; set; }
}

internal sealed class ChoiceTables : IEntityTypeConfiguration<NoticeChoice>, IEntityTypeConfiguration<NoticeWishes>
{
    public void Configure(EntityTypeBuilder<NoticeChoice> table)
    {
        table.ToTable("notice_choices");
        table.HasKey(c => new { c.AccountId, c.Kind });
    }

    public void Configure(EntityTypeBuilder<NoticeWishes> table)
    {
        table.ToTable("notice_wishes");
        table.HasKey(w => w.AccountId);
        table.Property(w => w.AccountId).ValueGeneratedNever();
        table.HasIndex(w => w.NextDigestAt).HasFilter("next_digest_at IS NOT NULL");
    }
}
