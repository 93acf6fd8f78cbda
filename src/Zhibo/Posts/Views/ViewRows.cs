using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts.Views;

/// <summary>An hour in which something was read.</summary>
public sealed class ViewHour
{
    /// <summary>Hours since 1970.</summary>
    public int Hour { get; set; }

    /// <summary>Goes into the marks of this hour's readers and is thrown away after it: then nobody can tell from a mark who it was.</summary>
    public required byte[] Salt { get; set; }
}

/// <summary>The marks that one node wrote at once.</summary>
public sealed class ViewMarks
{
    public long Id { get; set; }

    public int Hour { get; set; }

    /// <summary>Eight bytes for each reader and post.</summary>
    public required byte[] Marks { get; set; }
}

/// <summary>How many readers a post had in an hour; after three months one row keeps a whole day.</summary>
public sealed class ViewCount
{
    public long PostId { get; set; }

    public int Hour { get; set; }

    public long Count { get; set; }
}

internal sealed class ViewTables : IEntityTypeConfiguration<ViewHour>, IEntityTypeConfiguration<ViewMarks>, IEntityTypeConfiguration<ViewCount>
{
    public void Configure(EntityTypeBuilder<ViewHour> table)
    {
        table.HasKey(h => h.Hour);
        table.Property(h => h.Hour).ValueGeneratedNever();
    }

    public void Configure(EntityTypeBuilder<ViewMarks> table)
    {
        table.Property(m => m.Id).ValueGeneratedNever();
        table.HasIndex(m => new { m.Hour, m.Id });
    }

    public void Configure(EntityTypeBuilder<ViewCount> table)
    {
        table.HasKey(c => new { c.PostId, c.Hour });
        table.HasIndex(c => c.Hour);
    }
}
