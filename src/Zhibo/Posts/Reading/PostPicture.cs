using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Documents.Reading;
using Zhibo.Media;
using Zhibo.Posts.Links;
using Zhibo.Posts.Polls;

namespace Zhibo.Posts.Reading;

/// <summary>A name inside a text and whose it is now.</summary>
public sealed record NamedAccount(int Start, int Length, long AccountId, string Handle, string Nickname);

/// <summary>Everything needed to draw one post, read in a handful of queries for a whole page.</summary>
public sealed record PostPicture(Post Post, Account Author)
{
    public IReadOnlyList<NamedAccount> Mentions { get; init; } = [];

    /// <summary>What the page behind its first link says about itself.</summary>
    public LinkCard? Link { get; init; }

    /// <summary>The original under a repost, null when it is not one; may itself be deleted.</summary>
    public PostPicture? Original { get; init; }

    /// <summary>The reposts it came through, nearest first: //@甲:…//@乙:…</summary>
    public IReadOnlyList<PostPicture> Chain { get; init; } = [];

    /// <summary>Who a comment answers.</summary>
    public Account? ParentAuthor { get; init; }

    public PollPicture? Poll { get; init; }

    /// <summary>公文: what hangs on it.</summary>
    public DocumentCard? Document { get; init; }

    /// <summary>The answer of an office that its author set above the other comments.</summary>
    public PostPicture? Answer { get; init; }

    /// <summary>A repost without words is shown as the post it passes on, and its buttons act on that.</summary>
    public PostPicture Subject => Post.Kind == PostKind.Repost ? Chain.Count > 0 ? Chain[0] : Original ?? this : this;

    /// <summary>Beside the text, in order.</summary>
    public IReadOnlyList<MediaFile> Media { get; init; } = [];

    /// <summary>Every post that is shown, this one first.</summary>
    public IEnumerable<long> Posts() => Parts().Select(p => p.Post.Id);

    /// <summary>Every account whose name or face is shown.</summary>
    public IEnumerable<long> Accounts() =>
        Parts().SelectMany(p => p.Mentions.Select(m => m.AccountId).Append(p.Author.Id)).Concat(ParentAuthor is null ? [] : [ParentAuthor.Id]);

    private IEnumerable<PostPicture> Parts() => [this, .. Chain, .. Original is null ? [] : new[] { Original }, .. Subject.Answer is null ? [] : new[] { Subject.Answer }];
}

/// <summary>Reads pictures from the database.</summary>
public static class PostPictures
{
    /// <summary>A chain longer than this is cut; nobody reads further.</summary>
    private const int LongestChain = 12;

    public static async Task<PostPicture?> One(Db db, long id, CancellationToken ct) =>
        (await Load(db, [id], ct)).GetValueOrDefault(id);

    /// <summary>Also returns deleted posts, so that a thread can show where they stood.</summary>
    public static async Task<Dictionary<long, PostPicture>> Load(Db db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var posts = await WithChains(db, ids, ct);
        var parents = await ParentAuthors(db, posts.Values, ct);
        var mentions = await Mentions(db, posts.Keys, ct);
        var links = await Cards(db, posts.Values, ct);
        var media = await Attachments.Of(db, [.. posts.Values.Where(p => p.MediaCount > 0).Select(p => p.Id)], ct);
        var polls = await PollPicture.Load(db, posts.Values, ct);
        var papers = await DocumentCard.Load(db, [.. posts.Values.Select(p => p.DocumentId).OfType<long>()], ct);
        var accountIds = posts.Values.Select(p => p.AuthorId).Concat(parents.Values).ToHashSet();
        var accounts = await db.Accounts.Where(a => accountIds.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var pictures = new Dictionary<long, PostPicture>();
        foreach (var id in ids)
            if (posts.TryGetValue(id, out var post)) pictures[id] = Whole(post);
        return pictures;

        PostPicture Whole(Post post) => Bare(post) with
        {
            Original = post.RepostOfId is { } original && posts.TryGetValue(original, out var found) ? Bare(found) : null,
            Chain = [.. Links(post, posts).Select(Bare)],
        };

        PostPicture Bare(Post post) => new(post, accounts[post.AuthorId])
        {
            Mentions = mentions.GetValueOrDefault(post.Id, []),
            Link = links.GetValueOrDefault(post.Id),
            Media = post.MediaCount == 0 ? [] : [.. media[post.Id]],
            Poll = polls.GetValueOrDefault(post.Id),
            Document = post.DocumentId is { } paper ? papers.GetValueOrDefault(paper) : null,
            Answer = post.AnswerId is { } answer && posts.GetValueOrDefault(answer) is { DeletedAt: null } said ? Bare(said) : null,
            ParentAuthor = post.ParentId is { } parent && parents.TryGetValue(parent, out var author) ? accounts.GetValueOrDefault(author) : null,
        };
    }

    private static IEnumerable<Post> Links(Post post, Dictionary<long, Post> posts)
    {
        for (var (via, steps) = (post.RepostViaId, 0); via is { } id && steps < LongestChain && posts.TryGetValue(id, out var link); steps++)
        {
            yield return link;
            via = link.RepostViaId;
        }
    }

    private static async Task<Dictionary<long, Post>> WithChains(Db db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        var posts = new Dictionary<long, Post>();
        HashSet<long> wanted = [.. ids];
        for (var step = 0; wanted.Count > 0 && step <= LongestChain; step++)
        {
            foreach (var post in await db.Posts.Where(p => wanted.Contains(p.Id)).ToListAsync(ct)) posts[post.Id] = post;
            wanted = [.. posts.Values.SelectMany(p => new[] { p.RepostOfId, p.RepostViaId, p.AnswerId }).OfType<long>().Where(id => !posts.ContainsKey(id))];
        }
        return posts;
    }

    private static async Task<Dictionary<long, LinkCard>> Cards(Db db, IEnumerable<Post> posts, CancellationToken ct)
    {
        var ids = posts.Where(p => p.Text.Contains("http", StringComparison.OrdinalIgnoreCase)).Select(p => p.Id).ToHashSet();
        if (ids.Count == 0) return [];
        return await db.PostLinks.Where(l => ids.Contains(l.PostId)).Join(db.LinkCards.Where(c => c.Title != null), l => l.CardId, c => c.Id, (l, c) => new { l.PostId, Card = c })
            .ToDictionaryAsync(r => r.PostId, r => r.Card, ct);
    }

    private static async Task<Dictionary<long, long>> ParentAuthors(Db db, IEnumerable<Post> posts, CancellationToken ct)
    {
        var parents = posts.Select(p => p.ParentId).OfType<long>().ToHashSet();
        return parents.Count == 0 ? [] : await db.Posts.Where(p => parents.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.AuthorId, ct);
    }

    private static async Task<Dictionary<long, IReadOnlyList<NamedAccount>>> Mentions(Db db, IEnumerable<long> postIds, CancellationToken ct)
    {
        HashSet<long> ids = [.. postIds];
        var rows = await (
            from m in db.Mentions
            where ids.Contains(m.PostId)
            join a in db.Accounts on m.AccountId equals a.Id
            orderby m.PostId, m.Start
            select new { m.PostId, Named = new NamedAccount(m.Start, m.Length, a.Id, a.Handle, a.Nickname) }).ToListAsync(ct);
        return rows.GroupBy(r => r.PostId).ToDictionary(g => g.Key, g => (IReadOnlyList<NamedAccount>)[.. g.Select(r => r.Named)]);
    }
}
