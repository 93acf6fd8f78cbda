using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Posts.Commenting;

/// <summary>精选: sets a comment above the others of its thread, and back. The author of the post on top decides.</summary>
public sealed class FeatureComment(Db db, Writer writer, Ids ids, ActingSeats seats)
{
    public const int Most = 3;

    public sealed record Input(Caller Caller, long CommentId, bool Featured);

    /// <summary>Returns the post on top.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        var root = await (from c in db.Posts
                          where c.Id == input.CommentId && c.Kind == PostKind.Comment
                          join p in db.Posts on c.RootId equals p.Id
                          where p.DeletedAt == null
                          select p).FirstOrDefaultAsync(ct) ?? throw NotFound();
        var voice = await By(root, input.Caller, ct);
        await writer.Run(turn =>
        {
            var row = turn.FeaturedComments.FirstOrDefault(f => f.CommentId == input.CommentId);
            if (row is null == !input.Featured) return;
            if (row is not null) turn.FeaturedComments.Remove(row);
            else Add(turn, root, input.CommentId);
            turn.SaveChanges();
            Settle(turn, root.Id);
            voice.Log(turn, input.Featured ? "comment.featured" : "comment.unfeatured", PostRights.Subject(input.CommentId), Ids.TimeOf(ids.Next()));
        }, ct);
        return root.Id;
    }

    /// <summary>What a deleted post leaves: as a comment that stood first, as a post on top.</summary>
    internal static void Forget(Db turn, Post post)
    {
        if (post.Kind != PostKind.Comment) turn.FeaturedComments.Where(f => f.PostId == post.Id).ExecuteDelete();
        else if (turn.FeaturedComments.Where(f => f.CommentId == post.Id).ExecuteDelete() > 0) Settle(turn, post.RootId!.Value, gone: post.Id);
    }

    /// <summary>The first of an office among them goes with the post wherever it is shown.</summary>
    private static void Settle(Db turn, long rootId, long gone = 0)
    {
        var answer = (from f in turn.FeaturedComments
                      where f.PostId == rootId && f.CommentId != gone
                      join c in turn.Posts on f.CommentId equals c.Id
                      where c.Visibility <= Visibility.Unlisted && c.DeletedAt == null
                      join a in turn.Accounts on c.AuthorId equals a.Id
                      where a.Sealed && (a.Kind == AccountKind.Agency || a.Kind == AccountKind.Hall)
                      orderby f.Id
                      select (long?)c.Id).FirstOrDefault();
        turn.Posts.Where(p => p.Id == rootId).ExecuteUpdate(set => set.SetProperty(p => p.AnswerId, answer));
        turn.Raise(new PostCounted(rootId));
    }

    private void Add(Db turn, Post root, long commentId)
    {
        if (turn.Posts.Any(p => p.Id == commentId && p.DeletedAt != null)) throw NotFound();
        if (turn.FeaturedComments.Count(f => f.PostId == root.Id) >= Most) throw new Refusal(RefusalKind.Invalid, "posts.featured.too_many", null, Most);
        turn.FeaturedComments.Add(new FeaturedComment { Id = ids.Next(), PostId = root.Id, CommentId = commentId });
    }

    private async Task<Voice> By(Post root, Caller caller, CancellationToken ct)
    {
        if (root.AuthorId == caller.AccountId && caller.Seat is null) return Voice.Own(root.AuthorId);
        var seat = await seats.At(caller.UserId, root.AuthorId, ct) ?? throw NotFound();
        var voice = new Voice(root.AuthorId, caller.UserId, seat);
        voice.Require(ActingRights.Speak);
        return voice;
    }

    private static Refusal NotFound() => new(RefusalKind.NotFound, "posts.not_found");
}
