using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Notifications;

/// <summary>Turns what happened into notices. Blocked people cannot be heard; muted ones only where the mute says so.</summary>
internal sealed class NoticeHandlers(Ids ids) :
    IOn<PostPublished>, IOn<PostEdited>, IOn<PostLiked>, IOn<PostUnliked>, IOn<PostDeleted>, IOn<AccountFollowed>, IOn<RelationChanged>, IOn<GlassBroken>,
    IOn<PollEnded>, IOn<CommentHeld>, IOn<CommentRefused>
{
    public void Handle(PostPublished fact, Db db)
    {
        // Deleted before anybody was told.
        if (db.Posts.Any(p => p.Id == fact.PostId && p.DeletedAt != null)) return;
        HashSet<long> told = [fact.AuthorId];
        var subject = fact.SubjectAuthorId ?? 0;
        if (subject != 0 && told.Add(subject) && (fact.Kind == PostKind.Comment || Reaches(db, fact, subject)))
            Add(db, subject, fact.Kind == PostKind.Comment ? NoticeKind.Comment : NoticeKind.Repost, fact.AuthorId, fact.PostId);
        foreach (var account in fact.Mentions)
            if (told.Add(account)) Add(db, account, NoticeKind.Mention, fact.AuthorId, fact.PostId);
    }

    public void Handle(PostEdited fact, Db db)
    {
        foreach (var account in fact.NewMentions)
            if (account != fact.AuthorId) Add(db, account, NoticeKind.Mention, fact.AuthorId, fact.PostId);
    }

    public void Handle(PostLiked fact, Db db)
    {
        if (fact.AuthorId != fact.ByAccountId && db.Likes.Any(l => l.AccountId == fact.ByAccountId && l.PostId == fact.PostId))
            Add(db, fact.AuthorId, NoticeKind.Like, fact.ByAccountId, fact.PostId);
    }

    public void Handle(PostUnliked fact, Db db) =>
        Remove(db, db.Notices.Where(n => n.Kind == NoticeKind.Like && n.ActorId == fact.ByAccountId && n.PostId == fact.PostId));

    public void Handle(PostDeleted fact, Db db) => Remove(db, db.Notices.Where(n => n.PostId == fact.PostId && n.ActorId == fact.AuthorId));

    public void Handle(AccountFollowed fact, Db db)
    {
        if (db.Follows.Any(f => f.FollowerId == fact.FollowerId && f.FolloweeId == fact.FolloweeId))
            Add(db, fact.FolloweeId, NoticeKind.Follow, fact.FollowerId, 0);
    }

    public void Handle(RelationChanged fact, Db db)
    {
        if (db.Blocks.Any(b => b.AccountId == fact.AccountId && b.TargetId == fact.TargetId))
            Remove(db, db.Notices.Where(n => n.AccountId == fact.AccountId && n.ActorId == fact.TargetId && n.Kind != NoticeKind.Glass));
    }

    /// <summary>No block and no mute keeps it away, and a second time is told anew.</summary>
    public void Handle(GlassBroken fact, Db db)
    {
        foreach (var account in fact.ToAccounts.Distinct())
        {
            Remove(db, db.Notices.Where(n => n.AccountId == account && n.Kind == NoticeKind.Glass && n.ActorId == fact.ByAccountId && n.PostId == fact.AccountId));
            // The row with the same key must be gone before the new one comes.
            db.SaveChanges();
            Give(db, account, NoticeKind.Glass, fact.ByAccountId, fact.AccountId);
        }
    }

    public void Handle(PollEnded fact, Db db)
    {
        foreach (var account in fact.ToAccounts) Add(db, account, NoticeKind.PollEnded, fact.AuthorId, fact.PostId);
    }

    /// <summary>At an office it waits at the desk.</summary>
    public void Handle(CommentHeld fact, Db db)
    {
        if (db.HeldComments.Any(h => h.Id == fact.HeldId) && db.Users.Any(u => u.AccountId == fact.ReviewerId))
            Add(db, fact.ReviewerId, NoticeKind.Held, fact.AuthorId, fact.RootId);
    }

    public void Handle(CommentRefused fact, Db db) => Add(db, fact.AuthorId, NoticeKind.Refused, fact.ReviewerId, fact.RootId);

    /// <summary>A repost that the author of the original may not see is not announced to them.</summary>
    private static bool Reaches(Db db, PostPublished fact, long account) =>
        fact.Visibility switch
        {
            Visibility.Followers => fact.Mentions.Contains(account) || db.Follows.Any(f => f.FollowerId == account && f.FolloweeId == fact.AuthorId),
            _ => true,
        };

    private void Add(Db db, long account, NoticeKind kind, long actor, long post)
    {
        var now = DateTimeOffset.FromUnixTimeMilliseconds(ids.Next() >> 16);
        if (db.Blocks.Any(b => (b.AccountId == account && b.TargetId == actor) || (b.AccountId == actor && b.TargetId == account))) return;
        if (db.Mutes.Any(m => m.AccountId == account && m.TargetId == actor && m.HideNotices && (m.ExpiresAt == null || m.ExpiresAt > now))) return;
        if (db.Notices.Any(n => n.AccountId == account && n.Kind == kind && n.ActorId == actor && n.PostId == post)) return;
        // Two facts of one batch may bring the same notice before either is saved.
        if (db.ChangeTracker.Entries<NoticeRow>().Any(e => e.Entity.AccountId == account && e.Entity.Kind == kind && e.Entity.ActorId == actor && e.Entity.PostId == post)) return;
        Give(db, account, kind, actor, post);
    }

    private void Give(Db db, long account, NoticeKind kind, long actor, long post)
    {
        db.Notices.Add(new NoticeRow { Id = ids.Next(), AccountId = account, Kind = kind, ActorId = actor, PostId = post });
        db.Raise(new NoticeGiven(account));
    }

    private static void Remove(Db db, IQueryable<NoticeRow> notices)
    {
        var gone = notices.AsTracking().ToList();
        db.Notices.RemoveRange(gone);
        foreach (var account in gone.Select(n => n.AccountId).Distinct()) db.Raise(new NoticeGiven(account));
    }
}

/// <summary>The number of unread notices of an account changed.</summary>
public sealed record NoticeGiven(long AccountId) : Fact;
