using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Notifications;

/// <summary>One line of the notices: everybody who liked the same post within half a day, or one comment. Its id is that of the
/// notice it began with; who is in it are the notices that name it. Faces and count stand here, so that a line costs the
/// same whether three people stand behind it or thirty thousand.</summary>
public sealed class NoticeGroup
{
    public const int Faces = 3;

    /// <summary>Whoever comes later begins a new line: old news does not jump to the top for ever.</summary>
    public static readonly TimeSpan OpenFor = TimeSpan.FromHours(12);

    public long Id { get; set; }

    public long AccountId { get; set; }

    public NoticeKind Kind { get; set; }

    /// <summary>The post that was liked or passed on; 0 for follows; of what is told one by one the post of the notice.</summary>
    public long SubjectId { get; set; }

    public int Count { get; set; }

    /// <summary>The newest notice: the line stands where it stands, and is unread as long as it is.</summary>
    public long LatestId { get; set; }

    /// <summary>The second newest, 0 for none.</summary>
    public long SecondId { get; set; }

    public long ThirdId { get; set; }

    /// <summary>The newest first.</summary>
    public IEnumerable<long> FaceIds => new[] { LatestId, SecondId, ThirdId }.Where(id => id != 0);

    public void Take(long noticeId)
    {
        (LatestId, SecondId, ThirdId) = (noticeId, LatestId, SecondId);
        Count++;
    }
}

internal sealed class NoticeGroupTable : IEntityTypeConfiguration<NoticeGroup>
{
    public void Configure(EntityTypeBuilder<NoticeGroup> table)
    {
        table.ToTable("notice_groups");
        table.Property(g => g.Id).ValueGeneratedNever();
        table.HasIndex(g => new { g.AccountId, g.LatestId });
        table.HasIndex(g => new { g.AccountId, g.Kind, g.SubjectId });
    }
}
