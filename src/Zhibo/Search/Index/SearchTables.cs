using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhibo.Posts;

namespace Zhibo.Search.Index;

/// <summary>A post that can be found.</summary>
public sealed class SearchedPost
{
    public long PostId { get; set; }

    public long AuthorId { get; set; }

    public PostKind Kind { get; set; }

    public bool IsPublic { get; set; }

    public bool HasImage { get; set; }

    /// <summary>SQLite: its row in search_grams, in the order of ids. PostgreSQL: its slice.</summary>
    public long Place { get; set; }

    /// <summary>PostgreSQL alone: slice and hash of everything it is found by.</summary>
    public int[] Keys { get; set; } = [];
}

/// <summary>PostgreSQL alone: a stretch of ids whose posts share their keys with no other, so that a question can stop at the
/// newest stretch that answers it.</summary>
public sealed class SearchSlice
{
    public int Number { get; set; }

    public long FirstId { get; set; }

    public long LastId { get; set; }

    public int Posts { get; set; }
}

/// <summary>How far the index has come; one row.</summary>
public sealed class SearchState
{
    public int Id { get; set; }

    /// <summary>Which <see cref="Analysis.Document.Version"/> made the index.</summary>
    public int Analyser { get; set; }

    /// <summary>Everything up to this id was looked at.</summary>
    public long IndexedTo { get; set; }
}

/// <param name="sqlite">The words themselves stand in the virtual table search_grams there, which no model can describe.</param>
internal sealed class SearchTables(bool sqlite) : IEntityTypeConfiguration<SearchedPost>, IEntityTypeConfiguration<SearchSlice>, IEntityTypeConfiguration<SearchState>
{
    public void Configure(EntityTypeBuilder<SearchedPost> table)
    {
        table.HasKey(p => p.PostId);
        table.Property(p => p.PostId).ValueGeneratedNever();
        if (sqlite)
        {
            table.Ignore(p => p.Keys);
            // Answers who may see it without touching the row.
            table.HasIndex(p => new { p.Place, p.AuthorId, p.IsPublic, p.Kind, p.HasImage }).HasDatabaseName("ix_searched_posts_place");
        }
        else
        {
            table.HasIndex(p => p.Keys).HasMethod("gin").HasStorageParameter("fastupdate", false);
        }
    }

    public void Configure(EntityTypeBuilder<SearchSlice> table)
    {
        table.HasKey(s => s.Number);
        table.Property(s => s.Number).ValueGeneratedNever();
        table.HasIndex(s => s.FirstId).IsUnique();
    }

    public void Configure(EntityTypeBuilder<SearchState> table)
    {
        table.ToTable("search_state");
        table.Property(s => s.Id).ValueGeneratedNever();
    }
}
