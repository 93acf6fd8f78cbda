using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts.Filters;

/// <summary>Where a filter holds.</summary>
[Flags]
public enum FilterPlaces
{
    None = 0,

    /// <summary>关注, and lists.</summary>
    Home = 1,

    Notices = 2,

    /// <summary>全城, halls and topics.</summary>
    Public = 4,

    Thread = 8,

    /// <summary>The pages of accounts.</summary>
    Account = 16,

    All = Home | Notices | Public | Thread | Account,
}

/// <summary>过滤: words that its owner does not want to read.</summary>
public sealed class Filter
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public required string Title { get; set; }

    public FilterPlaces Places { get; set; }

    /// <summary>Left out; otherwise folded behind the title.</summary>
    public bool Hides { get; set; }

    public DateTimeOffset? ExpiresAt { get; set; }
}

public sealed class FilterWord
{
    public long Id { get; set; }

    public long FilterId { get; set; }

    /// <summary>As typed.</summary>
    public required string Text { get; set; }

    /// <summary>Not inside a longer word; means nothing for Han.</summary>
    public bool WholeWord { get; set; }
}

internal sealed class FilterTables : IEntityTypeConfiguration<Filter>, IEntityTypeConfiguration<FilterWord>
{
    public void Configure(EntityTypeBuilder<Filter> table)
    {
        table.Property(f => f.Id).ValueGeneratedNever();
        table.HasIndex(f => f.AccountId);
    }

    public void Configure(EntityTypeBuilder<FilterWord> table)
    {
        table.Property(w => w.Id).ValueGeneratedNever();
        table.HasIndex(w => w.FilterId);
    }
}
