using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Filters;

namespace Zhibo.Posts.Reading;

/// <summary>What stands above and below a post.</summary>
public sealed class Threads(Db db)
{
    /// <summary>Comments shown in one go; a longer thread goes on by key.</summary>
    public const int MostComments = 400;

    private const int MostAncestors = 60;

    public sealed record Context(IReadOnlyList<Card> Ancestors, IReadOnlyList<Comment> Comments, bool More);

    /// <param name="Card">The comment; a deleted one stands while something answers it.</param>
    /// <param name="Depth">0 answers the post itself.</param>
    public sealed record Comment(Card Card, int Depth);

    public async Task<Context> Around(Card post, Reader reader, CardCache cards, CancellationToken ct)
    {
        var sight = post.Sight;
        var root = sight.RootId ?? sight.PostId;
        var nodes = await db.Posts.Where(p => p.RootId == root).OrderBy(p => p.Id).Take(MostComments + 1)
            .Select(p => new Node(p.Id, p.ParentId!.Value)).ToListAsync(ct);
        var more = nodes.Count > MostComments;
        if (more) nodes.RemoveAt(MostComments);
        var order = Below(sight.PostId, nodes);
        var byId = (await cards.Get([.. order.Select(o => o.Id)], ct)).ToDictionary(c => c.Sight.PostId);
        var comments = order.Where(o => byId.ContainsKey(o.Id)).Select(o => new Comment(byId[o.Id], o.Depth)).ToList();
        return new(await Above(sight, reader, cards, ct), Readable(comments, reader), more);
    }

    private async Task<IReadOnlyList<Card>> Above(Sight sight, Reader reader, CardCache cards, CancellationToken ct)
    {
        List<Card> above = [];
        for (var parent = sight.ParentId; parent is { } id && above.Count < MostAncestors;)
        {
            if (await cards.One(id, ct) is not { } card) break;
            if (reader.CanSee(card.Sight)) above.Add(card);
            parent = card.Sight.ParentId;
        }
        above.Reverse();
        return above;
    }

    /// <summary>Depth first, oldest first: an answer stands under what it answers.</summary>
    private static List<(long Id, int Depth)> Below(long postId, List<Node> nodes)
    {
        var children = nodes.ToLookup(n => n.ParentId, n => n.Id);
        List<(long Id, int Depth)> order = [];
        var stack = new Stack<(long Id, int Depth)>(children[postId].Reverse().Select(id => (id, 0)));
        while (stack.TryPop(out var next))
        {
            order.Add(next);
            foreach (var child in children[next.Id].Reverse()) stack.Push((child, next.Depth + 1));
        }
        return order;
    }

    /// <summary>Leaves out what the reader may or will not see, with everything below it, and deleted comments that nobody answered.</summary>
    private static List<Comment> Readable(List<Comment> comments, Reader reader)
    {
        List<Comment> kept = [];
        var hiddenBelow = int.MaxValue;
        foreach (var comment in comments)
        {
            if (comment.Depth > hiddenBelow) continue;
            hiddenBelow = int.MaxValue;
            if (comment.Card.Sight.Deleted || (reader.Wants(comment.Card.Sight) && !reader.Hides(comment.Card.Sight, FilterPlaces.Thread))) kept.Add(comment);
            else hiddenBelow = comment.Depth;
        }
        for (var i = kept.Count - 1; i >= 0; i--)
            if (kept[i].Card.Sight.Deleted && (i + 1 == kept.Count || kept[i + 1].Depth <= kept[i].Depth)) kept.RemoveAt(i);
        return kept;
    }

    private sealed record Node(long Id, long ParentId);
}
