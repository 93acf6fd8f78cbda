using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Posts.Import;

/// <summary>Writes posts as JSON Lines that <see cref="ImportPosts"/> of another site reads back: texts, times, comments and
/// reposts with words, with their links. Reposts without words and the likes of single people are figures only.</summary>
public sealed class ExportPosts(Db db)
{
    private const int PageSize = 1_000;
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="To">Where to write.</param>
    public sealed record Input(Stream To)
    {
        /// <summary>Of this account only.</summary>
        public long? AuthorId { get; init; }

        /// <summary>Also what only followers may read.</summary>
        public bool Everything { get; init; }

        /// <summary>Hears how many posts are written.</summary>
        public Action<long>? Progress { get; init; }
    }

    /// <param name="Posts">Written.</param>
    /// <param name="LeftOut">Comments on something that is not in the file: their post was deleted, or is not for everybody.</param>
    public sealed record Outcome(long Posts, long LeftOut);

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var plan = await Plan(input, ct);
        var names = await db.ImportedPosts.ToDictionaryAsync(i => i.PostId, i => i.ExternalId, ct);
        await using var json = new Utf8JsonWriter(input.To, Json);
        var (written, after) = (0L, 0L);
        while (true)
        {
            var page = await (from p in Chosen(input)
                              where p.Id > after
                              join a in db.Accounts on p.AuthorId equals a.Id
                              orderby p.Id
                              select new { Post = p, a.Handle }).Take(PageSize).ToListAsync(ct);
            if (page.Count == 0) return new(written, plan.LeftOut);
            foreach (var row in page.Where(r => plan.Inside.ContainsKey(r.Post.Id)))
            {
                Write(json, row.Post, row.Handle, plan, id => names.GetValueOrDefault(id) ?? Name(id));
                await json.FlushAsync(ct);
                json.Reset();
                input.To.WriteByte((byte)'\n');
                written++;
            }
            after = page[^1].Post.Id;
            input.Progress?.Invoke(written);
        }
    }

    private IQueryable<Post> Chosen(Input input)
    {
        // Messages stay where they were sent: whom they are for is not written in them.
        var posts = db.Posts.Where(p => p.DeletedAt == null && p.Kind != PostKind.Repost && p.Visibility != Visibility.Direct);
        if (!input.Everything) posts = posts.Where(p => p.Visibility == Visibility.Public || p.Visibility == Visibility.Unlisted);
        return input.AuthorId is { } author ? posts.Where(p => p.AuthorId == author) : posts;
    }

    /// <summary>What will be in the file, and of each post how many comments and reposts the file brings itself: these are
    /// counted again when they are imported.</summary>
    private async Task<ExportPlan> Plan(Input input, CancellationToken ct)
    {
        var plan = new ExportPlan([]);
        await foreach (var p in Chosen(input).OrderBy(p => p.Id).Select(p => new { p.Id, p.Kind, p.ParentId, p.RootId, p.RepostOfId, p.RepostViaId }).AsAsyncEnumerable().WithCancellation(ct))
        {
            if (p.Kind == PostKind.Comment && !plan.Inside.ContainsKey(p.ParentId!.Value))
            {
                plan.LeftOut++;
                continue;
            }
            plan.Inside[p.Id] = default;
            if (p.Kind == PostKind.Comment) plan.Count(p.ParentId, p.RootId, (1, 0));
            else plan.Count(p.RepostViaId, p.RepostOfId, (0, 1));
        }
        return plan;
    }

    private static void Write(Utf8JsonWriter json, Post post, string author, ExportPlan plan, Func<long, string> name)
    {
        var (comments, reposts) = plan.Inside[post.Id];
        json.WriteStartObject();
        json.WriteString(PostForm.ExternalId, name(post.Id));
        json.WriteString(PostForm.Author, author);
        if (post.Kind == PostKind.Comment) json.WriteString(PostForm.CommentOn, name(post.ParentId!.Value));
        // Without its original a repost is read back as a post of its own.
        if (plan.Nearest(post.RepostViaId, post.RepostOfId) is { } passedOn) json.WriteString(PostForm.RepostOf, name(passedOn));
        json.WriteString(PostForm.PostedAt, PostForm.Name(post.CreatedAt));
        json.WriteString(PostForm.Text, post.Text);
        if (post.Visibility != Visibility.Public) json.WriteString(PostForm.Visibility, PostForm.Name(post.Visibility));
        if (post.Warning is not null) json.WriteString(PostForm.Warning, post.Warning);
        if (post.Sensitive) json.WriteBoolean(PostForm.Sensitive, true);
        if (post.Language is not null) json.WriteString(PostForm.Language, post.Language);
        Figure(json, PostForm.Reposts, post.RepostsCount - reposts);
        Figure(json, PostForm.Comments, post.CommentsCount - comments);
        Figure(json, PostForm.Likes, post.LikesCount);
        json.WriteEndObject();
    }

    private static void Figure(Utf8JsonWriter json, string field, int count)
    {
        if (count > 0) json.WriteNumber(field, count);
    }

    private static string Name(long id) => id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private sealed class ExportPlan(Dictionary<long, (int Comments, int Reposts)> inside)
    {
        public Dictionary<long, (int Comments, int Reposts)> Inside => inside;

        public long LeftOut { get; set; }

        /// <summary>The repost it came from, else the original, else nothing.</summary>
        public long? Nearest(long? via, long? original) =>
            via is { } v && inside.ContainsKey(v) ? v : original is { } o && inside.ContainsKey(o) ? o : null;

        public void Count(long? first, long? second, (int Comments, int Reposts) by)
        {
            foreach (var id in new[] { first, second }.OfType<long>().Distinct())
                if (inside.TryGetValue(id, out var held)) inside[id] = (held.Comments + by.Comments, held.Reposts + by.Reposts);
        }
    }
}
