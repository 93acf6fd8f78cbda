using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts.Lists;

/// <summary>Whose comments stand in a list.</summary>
public enum ListComments
{
    None = 0,

    /// <summary>Those that members say to members.</summary>
    Members = 1,

    /// <summary>Those that members say to somebody whom the reader follows.</summary>
    Followed = 2,
}

/// <summary>列表: accounts whose posts somebody reads together; nobody else knows of it.</summary>
public sealed class ReadingList
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public required string Title { get; set; }

    public ListComments Comments { get; set; }

    /// <summary>What stands here does not stand at home too.</summary>
    public bool Exclusive { get; set; }
}

public sealed class ListMember
{
    public long ListId { get; set; }

    public long AccountId { get; set; }

    /// <summary>When it came in; pages go by it.</summary>
    public long Id { get; set; }
}

internal sealed class ListTables : IEntityTypeConfiguration<ReadingList>, IEntityTypeConfiguration<ListMember>
{
    public void Configure(EntityTypeBuilder<ReadingList> table)
    {
        table.Property(l => l.Id).ValueGeneratedNever();
        table.HasIndex(l => l.AccountId);
    }

    public void Configure(EntityTypeBuilder<ListMember> table)
    {
        table.HasKey(m => new { m.ListId, m.AccountId });
        table.HasIndex(m => m.AccountId);
    }
}
