using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Posts.Commenting;

/// <summary>What becomes of a comment of somebody under a post.</summary>
public enum CommentStanding
{
    Open,

    /// <summary>The author of the post looks at it first.</summary>
    Waits,

    ForFollowers,

    ForMentioned,

    ForNobody,
}

/// <summary>Who may comment: the post on top of the thread says it, and its author always may.</summary>
public static class CommentRules
{
    /// <param name="Standing">Of the one who asked.</param>
    public sealed record Ruling(long RootId, long AuthorId, WhoComments Who, CommentStanding Standing)
    {
        public bool Allows => Standing is CommentStanding.Open or CommentStanding.Waits;
    }

    public static async Task<Ruling> Of(Db db, Post post, Reader reader, CancellationToken ct)
    {
        var root = post;
        if (post.RootId is { } top) root = await db.Posts.FirstAsync(p => p.Id == top, ct);
        return new(root.Id, root.AuthorId, root.WhoComments, await Standing(db, root, reader, ct));
    }

    /// <summary>The ruling for a comment on <paramref name="post"/>, refused where it may not be said.</summary>
    internal static async Task<Ruling> Require(Db db, Post post, Reader reader, CancellationToken ct)
    {
        var ruling = await Of(db, post, reader, ct);
        return ruling.Allows ? ruling : throw new Refusal(RefusalKind.Forbidden, Word(ruling.Standing));
    }

    /// <summary>Why there is no box to write in.</summary>
    public static string Word(CommentStanding standing) => standing switch
    {
        CommentStanding.ForFollowers => "posts.comments.for_followers",
        CommentStanding.ForMentioned => "posts.comments.for_mentioned",
        CommentStanding.ForNobody => "posts.comments.for_nobody",
        _ => "posts.comments.waits",
    };

    private static async ValueTask<CommentStanding> Standing(Db db, Post root, Reader reader, CancellationToken ct)
    {
        if (root.WhoComments == WhoComments.Everybody || root.AuthorId == reader.AccountId) return CommentStanding.Open;
        if (root.WhoComments == WhoComments.Reviewed) return CommentStanding.Waits;
        if (root.WhoComments == WhoComments.Nobody) return CommentStanding.ForNobody;
        if (root.WhoComments == WhoComments.Followers && reader.Follows(root.AuthorId)) return CommentStanding.Open;
        // Whoever is named is asked.
        if (!reader.IsStranger && await db.Mentions.AnyAsync(m => m.PostId == root.Id && m.AccountId == reader.AccountId, ct)) return CommentStanding.Open;
        return root.WhoComments == WhoComments.Followers ? CommentStanding.ForFollowers : CommentStanding.ForMentioned;
    }
}
