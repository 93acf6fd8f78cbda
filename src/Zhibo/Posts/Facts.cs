using Zhibo.Shared.Facts;

namespace Zhibo.Posts;

/// <summary>A post stands. Carries what the author index needs, so that no node has to read it back.</summary>
public sealed record PostPublished(
    long PostId,
    long AuthorId,
    PostKind Kind,
    Visibility Visibility,
    long? ParentId,
    long? RepostOfId,
    long[] Mentions) : Fact
{
    /// <summary>Whose post is commented on or passed on.</summary>
    public long? SubjectAuthorId { get; init; }

    /// <summary>Ids of the topics it stands under, the first few: other nodes hear of it in one short note.</summary>
    public long[] Topics { get; init; } = [];

    /// <summary>Came out of a file: nobody is notified.</summary>
    public bool Imported { get; init; }
}

public sealed record PostEdited(long PostId, long AuthorId, Visibility Visibility, long[] NewMentions) : Fact;

public sealed record PostDeleted(long PostId, long AuthorId, PostKind Kind, long? RepostOfId) : Fact;

/// <summary>Counts under a post changed: its rendered pieces are stale.</summary>
public sealed record PostCounted(long PostId) : Fact;

public sealed record PostLiked(long PostId, long AuthorId, long ByAccountId) : Fact;

public sealed record PostUnliked(long PostId, long ByAccountId) : Fact;

/// <summary>What somebody keeps, sets apart or leaves out for themselves changed: how they read is stale.</summary>
public sealed record ReaderChanged(long AccountId) : Fact;

/// <summary>Other posts stand first on an account's page.</summary>
public sealed record PinsChanged(long AccountId) : Fact;

/// <summary>A poll is over, and these are to know.</summary>
public sealed record PollEnded(long PostId, long AuthorId, long[] ToAccounts) : Fact;

/// <summary>A comment waits for a look; nobody but its author and those who decide know of it.</summary>
public sealed record CommentHeld(long HeldId, long AuthorId, long ReviewerId, long RootId) : Fact;

/// <summary>Fewer comments wait for this account.</summary>
public sealed record HeldCommentsChanged(long ReviewerId) : Fact;

public sealed record CommentRefused(long AuthorId, long ReviewerId, long RootId) : Fact;

/// <summary>Who may comment on what an account writes from now on.</summary>
public sealed record CommentDefaultChanged(long AccountId) : Fact;

/// <summary>A topic is there, opened now or found: it can be held in memory.</summary>
public sealed record TopicOpened(long TopicId, string Key) : Fact;
