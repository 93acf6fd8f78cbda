using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Desk.Answering;

/// <summary>Puts before an agency what people say to it, and takes away what it answered. Each fact may come twice.</summary>
internal sealed class ItemsToAnswer(AgencyTree tree, Ids ids) : IOn<PostPublished>, IOn<PostEdited>, IOn<PostDeleted>
{
    public static bool Concerns(PostPublished fact) =>
        !fact.Imported && fact.Visibility != Visibility.Direct && fact.Kind != PostKind.Repost && (fact.Mentions.Length > 0 || (fact.Kind == PostKind.Comment && fact.SubjectAuthorId is not null));

    public void Handle(PostPublished fact, Db db)
    {
        var forest = tree.Now;
        if (fact.ParentId is { } parent && forest.Of(fact.AuthorId) is not null) Answered(db, fact.AuthorId, parent, fact.PostId);
        var subject = fact.Kind == PostKind.Comment ? fact.SubjectAuthorId : null;
        foreach (var agency in fact.Mentions.Concat(subject is { } owner ? [owner] : []).Distinct())
        {
            if (agency == fact.AuthorId || forest.Of(agency) is not { State: not AgencyState.Closed }) continue;
            if (subject == agency && Continues(db, agency, fact) is { } earlier) Reopen(db, earlier, fact.PostId);
            else Add(db, agency, fact.PostId, fact.AuthorId, subject == agency ? DeskItemKind.Comment : DeskItemKind.Mention);
        }
        db.SaveChanges();
    }

    public void Handle(PostEdited fact, Db db)
    {
        var forest = tree.Now;
        foreach (var agency in fact.NewMentions)
            if (agency != fact.AuthorId && forest.Of(agency) is { State: not AgencyState.Closed }) Add(db, agency, fact.PostId, fact.AuthorId, DeskItemKind.Mention);
        db.SaveChanges();
    }

    public void Handle(PostDeleted fact, Db db)
    {
        var gone = fact.PostId;
        foreach (var item in db.DeskItems.AsTracking().Where(i => i.PostId == gone || i.LatestId == gone || i.AnswerId == gone).ToList())
        {
            if (item.AnswerId == gone) Unanswered(item);
            else if (item.LatestId != gone) item.PostId = item.LatestId;
            else if (item.PostId != gone) BackToAnswered(item);
            else Remove(db, item);
            db.Raise(new DeskChanged(item.AgencyId));
        }
        db.SaveChanges();
    }

    /// <summary>An item whose answer this comment of the same person answers.</summary>
    private static DeskItem? Continues(Db db, long agency, PostPublished fact) =>
        fact.ParentId is not { } parent ? null
            : db.DeskItems.AsTracking().FirstOrDefault(i => i.AgencyId == agency && i.AuthorId == fact.AuthorId && i.AnswerId == parent);

    private static void Answered(Db db, long agency, long parent, long answer)
    {
        foreach (var item in db.DeskItems.AsTracking().Where(i => i.AgencyId == agency && (i.LatestId == parent || i.PostId == parent) && i.State != DeskItemState.Answered).ToList())
        {
            (item.State, item.AnswerId, item.Since) = (DeskItemState.Answered, answer, Ids.TimeOf(answer));
            db.Raise(new DeskChanged(agency));
        }
    }

    private static void Reopen(Db db, DeskItem item, long post)
    {
        // Deleted before anybody was told, or told before.
        if (item.LatestId >= post || db.Posts.Any(p => p.Id == post && p.DeletedAt != null)) return;
        (item.State, item.LatestId, item.Since, item.ClosedBy, item.Reason) = (DeskItemState.Open, post, Ids.TimeOf(post), null, "");
        item.Round++;
        db.Raise(new DeskChanged(item.AgencyId));
    }

    private static void Unanswered(DeskItem item)
    {
        item.AnswerId = null;
        if (item.State != DeskItemState.Answered) return;
        (item.State, item.Since, item.ClosedBy) = (DeskItemState.Open, Ids.TimeOf(item.LatestId), null);
        item.Round++;
    }

    /// <summary>The person took the further question back: what was answered before stays answered.</summary>
    private static void BackToAnswered(DeskItem item)
    {
        item.LatestId = item.PostId;
        if (item.State == DeskItemState.Open && item.AnswerId is { } answer) (item.State, item.Since) = (DeskItemState.Answered, Ids.TimeOf(answer));
    }

    private static void Remove(Db db, DeskItem item)
    {
        db.DeskNotes.RemoveRange(db.DeskNotes.Where(n => n.ItemId == item.Id));
        db.DeskItems.Remove(item);
    }

    private void Add(Db db, long agency, long post, long author, DeskItemKind kind)
    {
        if (db.Posts.Any(p => p.Id == post && p.DeletedAt != null) || db.DeskItems.Any(i => i.AgencyId == agency && i.PostId == post)) return;
        if (db.Blocks.Any(b => (b.AccountId == agency && b.TargetId == author) || (b.AccountId == author && b.TargetId == agency))) return;
        // It may have been answered before this was heard.
        var answer = db.Posts.Where(p => p.ParentId == post && p.AuthorId == agency && p.DeletedAt == null).OrderBy(p => p.Id).Select(p => (long?)p.Id).FirstOrDefault();
        db.DeskItems.Add(new DeskItem
        {
            Id = ids.Next(),
            AgencyId = agency,
            PostId = post,
            LatestId = post,
            AuthorId = author,
            Kind = kind,
            State = answer is null ? DeskItemState.Open : DeskItemState.Answered,
            Since = Ids.TimeOf(answer ?? post),
            AnswerId = answer,
        });
        db.Raise(new DeskChanged(agency));
    }
}
