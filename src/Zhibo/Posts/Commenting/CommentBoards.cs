using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;

namespace Zhibo.Posts.Commenting;

/// <summary>What the page of a post needs to know about its comments beside the comments.</summary>
public sealed class CommentBoards(Db db, PostShown shown)
{
    /// <param name="Featured">Comments that stand first, in their order.</param>
    /// <param name="Leads">The reader may decide about the comments.</param>
    /// <param name="Mine">The reader's own that wait or were refused.</param>
    /// <param name="Waiting">How many wait for the reader.</param>
    public sealed record Board(CommentRules.Ruling Ruling, IReadOnlyList<long> Featured, bool Leads, IReadOnlyList<HeldView> Mine, int Waiting);

    public async Task<Board> Of(HttpContext http, PostPicture picture, Reader reader, CancellationToken ct)
    {
        var ruling = await CommentRules.Of(db, picture.Post, reader, ct);
        var (root, me) = (ruling.RootId, reader.AccountId);
        var featured = await db.FeaturedComments.Where(f => f.PostId == root).OrderBy(f => f.Id).Select(f => f.CommentId).ToListAsync(ct);
        if (reader.IsStranger) return new(ruling, featured, false, [], 0);
        var (leads, reviews) = (await Sits(ActingRights.Speak), await Sits(ActingRights.Review));
        var mine = await HeldPictures.Load(db, db.HeldComments.Where(h => h.RootId == root && h.AuthorId == me).OrderBy(h => h.Id), ct);
        var waiting = reviews ? await db.HeldComments.CountAsync(h => h.RootId == root && h.RefusedAt == null, ct) : 0;
        return new(ruling, featured, leads, [.. mine.Select(HeldView.Of)], waiting);

        async Task<bool> Sits(ActingRights right) => me == ruling.AuthorId || (await shown.Offices(http, ruling.AuthorId, right, ct)).Contains(ruling.AuthorId);
    }

    /// <summary>Those that stand first with what answers them, then the rest.</summary>
    public static IReadOnlyList<Threads.Comment> InOrder(IReadOnlyList<Threads.Comment> comments, IReadOnlyList<long> featured)
    {
        if (featured.Count == 0) return comments;
        List<Threads.Comment> rest = [.. comments], first = [];
        foreach (var id in featured)
        {
            var at = rest.FindIndex(c => c.Card.Sight.PostId == id);
            if (at < 0) continue;
            var depth = rest[at].Depth;
            var end = rest.FindIndex(at + 1, c => c.Depth <= depth);
            var branch = rest[at..(end < 0 ? rest.Count : end)];
            rest.RemoveRange(at, branch.Count);
            first.AddRange(branch.Select(c => c with { Depth = c.Depth - depth }));
        }
        return [.. first, .. rest];
    }
}
