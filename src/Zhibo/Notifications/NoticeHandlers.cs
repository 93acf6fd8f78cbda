using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared.Facts;

namespace Zhibo.Notifications;

/// <summary>Turns what happened into notices.</summary>
internal sealed class NoticeHandlers(NoticeBook book) :
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
            book.Add(db, new(subject, fact.Kind == PostKind.Comment ? NoticeKind.Comment : NoticeKind.Repost, fact.AuthorId, fact.PostId) { SharedSubject = fact.Kind == PostKind.Repost ? fact.RepostOfId : null });
        foreach (var account in fact.Mentions)
            if (told.Add(account)) book.Add(db, new(account, NoticeKind.Mention, fact.AuthorId, fact.PostId));
    }

    public void Handle(PostEdited fact, Db db)
    {
        foreach (var account in fact.NewMentions)
            if (account != fact.AuthorId) book.Add(db, new(account, NoticeKind.Mention, fact.AuthorId, fact.PostId));
    }

    public void Handle(PostLiked fact, Db db)
    {
        if (fact.AuthorId != fact.ByAccountId && db.Likes.Any(l => l.AccountId == fact.ByAccountId && l.PostId == fact.PostId))
            book.Add(db, new(fact.AuthorId, NoticeKind.Like, fact.ByAccountId, fact.PostId) { SharedSubject = fact.PostId });
    }

    public void Handle(PostUnliked fact, Db db) =>
        NoticeBook.Remove(db, db.Notices.Where(n => n.Kind == NoticeKind.Like && n.ActorId == fact.ByAccountId && n.PostId == fact.PostId));

    /// <summary>What it said to others, and what others did to it.</summary>
    public void Handle(PostDeleted fact, Db db)
    {
        NoticeBook.Remove(db, db.Notices.Where(n => n.PostId == fact.PostId && n.ActorId == fact.AuthorId));
        NoticeBook.Drop(db, db.NoticeGroups.Where(g => g.AccountId == fact.AuthorId && (g.Kind == NoticeKind.Like || g.Kind == NoticeKind.Repost) && g.SubjectId == fact.PostId));
    }

    public void Handle(AccountFollowed fact, Db db)
    {
        if (db.Follows.Any(f => f.FollowerId == fact.FollowerId && f.FolloweeId == fact.FolloweeId))
            book.Add(db, new(fact.FolloweeId, NoticeKind.Follow, fact.FollowerId, 0) { SharedSubject = 0 });
    }

    public void Handle(RelationChanged fact, Db db)
    {
        if (db.Blocks.Any(b => b.AccountId == fact.AccountId && b.TargetId == fact.TargetId))
            NoticeBook.Remove(db, db.Notices.Where(n => n.AccountId == fact.AccountId && n.ActorId == fact.TargetId && n.Kind != NoticeKind.Glass));
    }

    /// <summary>No block, no mute and no wish keeps it away, and a second time is told anew.</summary>
    public void Handle(GlassBroken fact, Db db)
    {
        foreach (var account in fact.ToAccounts.Distinct())
        {
            NoticeBook.Remove(db, db.Notices.Where(n => n.AccountId == account && n.Kind == NoticeKind.Glass && n.ActorId == fact.ByAccountId && n.PostId == fact.AccountId));
            book.Give(db, new(account, NoticeKind.Glass, fact.ByAccountId, fact.AccountId));
        }
    }

    public void Handle(PollEnded fact, Db db)
    {
        foreach (var account in fact.ToAccounts) book.Add(db, new(account, NoticeKind.PollEnded, fact.AuthorId, fact.PostId));
    }

    /// <summary>At an office it waits at the desk.</summary>
    public void Handle(CommentHeld fact, Db db)
    {
        if (db.HeldComments.Any(h => h.Id == fact.HeldId) && db.Users.Any(u => u.AccountId == fact.ReviewerId))
            book.Add(db, new(fact.ReviewerId, NoticeKind.Held, fact.AuthorId, fact.RootId));
    }

    public void Handle(CommentRefused fact, Db db) => book.Add(db, new(fact.AuthorId, NoticeKind.Refused, fact.ReviewerId, fact.RootId));

    /// <summary>A repost that the author of the original may not see is not announced to them.</summary>
    private static bool Reaches(Db db, PostPublished fact, long account) =>
        fact.Visibility switch
        {
            Visibility.Followers => fact.Mentions.Contains(account) || db.Follows.Any(f => f.FollowerId == account && f.FolloweeId == fact.AuthorId),
            _ => true,
        };
}

/// <summary>The number of unread notices of an account changed.</summary>
public sealed record NoticeGiven(long AccountId) : Fact;
