using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhibo.Accounts;
using Zhibo.Shared;

namespace Zhibo.Posts;

public enum PostKind
{
    Original = 0,

    /// <summary>转发 without own words.</summary>
    Repost = 1,

    /// <summary>转发 with own words.</summary>
    Quote = 2,

    /// <summary>评论.</summary>
    Comment = 3,
}

public enum Visibility
{
    Public = 0,
    Unlisted = 1,
    Followers = 2,
    Direct = 3,
}

/// <summary>微博. The text is stored once, as written; every picture of it is rendered from here.</summary>
public sealed class Post
{
    public long Id { get; set; }

    public long AuthorId { get; set; }

    public PostKind Kind { get; set; }

    public Visibility Visibility { get; set; }

    public string Text { get; set; } = "";

    /// <summary>Content warning; the text is folded behind it.</summary>
    public string? Warning { get; set; }

    public bool Sensitive { get; set; }

    public string? Language { get; set; }

    /// <summary>A comment answers this post.</summary>
    public long? ParentId { get; set; }

    /// <summary>The post on top of the thread.</summary>
    public long? RootId { get; set; }

    /// <summary>The original at the end of the chain.</summary>
    public long? RepostOfId { get; set; }

    /// <summary>The repost it was taken from: the chain //@甲://@乙: is these links, not text.</summary>
    public long? RepostViaId { get; set; }

    /// <summary>A poll of the same id hangs under it.</summary>
    public bool HasPoll { get; set; }

    /// <summary>Of the post on top of a thread; of a comment it means nothing.</summary>
    public WhoComments WhoComments { get; set; }

    /// <summary>The comment of an office that its author set above the others: shown wherever the post is.</summary>
    public long? AnswerId { get; set; }

    /// <summary>A comment that waits for a look; such a one is no row.</summary>
    public bool Held { get; init; }

    /// <summary>公文: the document that hangs on it.</summary>
    public long? DocumentId { get; set; }

    public int LikesCount { get; set; }

    public int CommentsCount { get; set; }

    public int RepostsCount { get; set; }

    /// <summary>Files that it shows; most show none, and nobody asks for them then.</summary>
    public int MediaCount { get; set; }

    /// <summary>Grows with each edit; 0 as first written.</summary>
    public int Version { get; set; }

    public DateTimeOffset? EditedAt { get; set; }

    public DateTimeOffset? DeletedAt { get; set; }

    public DateTimeOffset CreatedAt => Ids.TimeOf(Id);
}

/// <summary>An earlier state of an edited post, public like the post itself.</summary>
public sealed class PostEdit
{
    public long PostId { get; set; }

    public int Version { get; set; }

    public required string Text { get; set; }

    public string? Warning { get; set; }

    public bool Sensitive { get; set; }

    /// <summary>When this state was written.</summary>
    public DateTimeOffset WrittenAt { get; set; }

    /// <summary>Why it was replaced by the next one.</summary>
    public string? Reason { get; set; }
}

/// <summary>Where in the text which account is named: a later change of nickname does not break the link.</summary>
public sealed class Mention
{
    public long PostId { get; set; }

    public int Start { get; set; }

    public int Length { get; set; }

    public long AccountId { get; set; }
}

public sealed class Like
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public long PostId { get; set; }
}

/// <summary>A client's Idempotency-Key and the post it made; swept after a day.</summary>
public sealed class IdempotencyKey
{
    public long AccountId { get; set; }

    public required string Key { get; set; }

    public long PostId { get; set; }
}

/// <summary>A row of an import file that is already here.</summary>
public sealed class ImportedPost
{
    public long AuthorId { get; set; }

    public required string ExternalId { get; set; }

    public long PostId { get; set; }
}

internal sealed class PostTables :
    IEntityTypeConfiguration<Post>, IEntityTypeConfiguration<PostEdit>, IEntityTypeConfiguration<Mention>,
    IEntityTypeConfiguration<Like>, IEntityTypeConfiguration<IdempotencyKey>, IEntityTypeConfiguration<ImportedPost>
{
    public void Configure(EntityTypeBuilder<Post> table)
    {
        table.Property(p => p.Id).ValueGeneratedNever();
        table.Ignore(p => p.CreatedAt);
        table.Property(p => p.MediaCount).HasDefaultValue(0);
        table.Ignore(p => p.Held);
        // Posts were there before them. Never read back: this is the busiest insert of the house.
        table.Property(p => p.HasPoll).HasDefaultValue(false).ValueGeneratedNever();
        table.Property(p => p.WhoComments).HasDefaultValue(WhoComments.Everybody).ValueGeneratedNever();
        // Covers the load of the author index and the account pages without touching the rows.
        table.HasIndex(p => new { p.AuthorId, p.Id, p.Kind, p.Visibility }).HasDatabaseName("ix_posts_by_author")
            .HasFilter("deleted_at IS NULL");
        table.HasIndex(p => p.Id).HasDatabaseName("ix_posts_public")
            .HasFilter("visibility = 0 AND kind IN (0, 2) AND deleted_at IS NULL");
        table.HasIndex(p => new { p.RootId, p.Id }).HasFilter("root_id IS NOT NULL");
        // A document hangs on one post, whoever was quicker.
        table.HasIndex(p => p.DocumentId).IsUnique().HasFilter("document_id IS NOT NULL");
        table.HasIndex(p => new { p.RepostOfId, p.AuthorId }).HasFilter("repost_of_id IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<PostEdit> table) => table.HasKey(e => new { e.PostId, e.Version });

    public void Configure(EntityTypeBuilder<Mention> table)
    {
        table.HasKey(m => new { m.PostId, m.Start });
        table.HasIndex(m => new { m.AccountId, m.PostId });
    }

    public void Configure(EntityTypeBuilder<Like> table)
    {
        table.Property(l => l.Id).ValueGeneratedNever();
        table.HasIndex(l => new { l.AccountId, l.PostId }).IsUnique();
        table.HasIndex(l => new { l.PostId, l.Id });
    }

    public void Configure(EntityTypeBuilder<IdempotencyKey> table) => table.HasKey(k => new { k.AccountId, k.Key });

    public void Configure(EntityTypeBuilder<ImportedPost> table) => table.HasKey(i => new { i.AuthorId, i.ExternalId });
}
