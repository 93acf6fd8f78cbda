using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Documents.Writing;
using Zhibo.Media;
using Zhibo.Posts.Commenting;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>Writes a post, a comment or a repost with words. Every door calls this.</summary>
public sealed class CreatePost(Db db, Writer writer, PostParts parts, Readers readers, PostRights rights)
{
    /// <summary>Of those that open pages are told about.</summary>
    private const int MostTopicsTold = 20;

    public sealed record Input(long AuthorId, string Text)
    {
        /// <summary>The person who writes in an office's name; null where the author speaks for itself.</summary>
        public long? ActingUser { get; init; }

        public Visibility? Visibility { get; init; }

        public string? Warning { get; init; }

        public bool Sensitive { get; init; }

        /// <summary>BCP 47; null is not said.</summary>
        public string? Language { get; init; }

        /// <summary>The post this comments on.</summary>
        public long? CommentOn { get; init; }

        /// <summary>The post this passes on with own words.</summary>
        public long? RepostOf { get; init; }

        /// <summary>What stands beside the text, in this order.</summary>
        public IReadOnlyList<Attaching> Media { get; init; } = [];

        /// <summary>Whom a post for its parties only is for, beside those its text names.</summary>
        public IReadOnlyList<long> To { get; init; } = [];

        /// <summary>Said by the site in the author's name, to its parties only.</summary>
        public bool Automatic { get; init; }

        public PollDraft.Input? Poll { get; init; }

        /// <summary>公文: a draft of the office that is published with this post.</summary>
        public Hanging? Document { get; init; }

        /// <summary>Null: as the account is set.</summary>
        public WhoComments? Who { get; init; }

        /// <summary>A comment that waited and may be seen now.</summary>
        public HeldRelease? Released { get; init; }

        /// <summary>Chosen by the client: a second call with the same key returns the first one's post.</summary>
        public string? IdempotencyKey { get; init; }

        /// <summary>For imports and the demo: when it was written, where it came from. Such posts are not limited in length
        /// or rate, since others accepted them already.</summary>
        public Origin? Origin { get; init; }
    }

    /// <param name="At">When it was written.</param>
    /// <param name="ExternalId">Its name at the source; the second import of it changes nothing.</param>
    public sealed record Origin(DateTimeOffset At, string ExternalId)
    {
        public int Reposts { get; init; }

        public int Comments { get; init; }

        public int Likes { get; init; }
    }

    /// <param name="DocumentId">Of the draft.</param>
    /// <param name="Today">Where it names no day.</param>
    public sealed record Hanging(long DocumentId, DateOnly Today);

    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AuthorId, input.ActingUser, PostRights.For(KindOf(input), input.Visibility), ct);
        var key = CheckKey(input.IdempotencyKey);
        if (key is not null && await Earlier(db, input.AuthorId, key).FirstOrDefaultAsync(ct) is { } earlier) return earlier;
        var draft = parts.Drafts.Read(input);
        var media = Attachments.Check(input.Media);
        if (input.Released is not null) rights.RefuseFrozen(input.AuthorId);
        else if (input.Origin is null) rights.Take(input.AuthorId);
        var target = await Target(input, ct);
        var visibility = Narrower(input, target);
        if (input.Document is not null && (visibility, KindOf(input)) != (Visibility.Public, PostKind.Original)) throw new Refusal(RefusalKind.Invalid, "posts.publishing.public_only", "text");
        if (await Ruling(input, target, ct) is { Standing: CommentStanding.Waits } ruling)
        {
            var held = HoldComment.Of(input, draft, target!.Post, ruling, visibility, parts.Ids.Next());
            return await writer.Run(turn => HoldComment.Write(turn, held, voice, parts, media), ct);
        }
        // Two posts may want the same picture or document, and messages stand on what was said before them; everything else is written beside its neighbours.
        return media.Count > 0 || visibility == Visibility.Direct || input.Document is not null ? await writer.Run(Write, ct) : await writer.RunBeside(Write, ct);

        Post Write(Db turn)
        {
            if (key is not null && Earlier(turn, input.AuthorId, key).FirstOrDefault() is { } twin) return twin;
            if (input.Origin is { } from && Brought(turn, input.AuthorId, from.ExternalId).FirstOrDefault() is { } brought) return brought;
            // What it answers may have gone since it was read.
            if (target is not null && turn.Posts.Any(p => p.Id == target.Post.Id && p.DeletedAt != null)) throw new Refusal(RefusalKind.NotFound, "posts.gone");
            input.Released?.Take(turn, parts.Ids);
            var post = NewPost(input, draft, target, visibility, input.Released?.Id ?? FreeId(turn, input.Origin));
            turn.Posts.Add(post);
            var topics = PostLinks.Write(turn, post, draft, parts.Ids);
            if (visibility == Visibility.Direct) rights.Direct.Keep(turn, PostLinks.Address(turn, post, draft, target?.Author.Id, input));
            // Its files were given to this id when it was held.
            if (input.Released is not null) post.MediaCount = turn.MediaFiles.Count(m => m.PostId == post.Id);
            if (media.Count > 0) post.MediaCount = parts.Attachments.Bind(turn, post.Id, post.AuthorId, input.ActingUser, media).Count;
            draft.Poll?.Write(turn, post, parts.Ids);
            if (input.Document is { } paper) Hang(turn, post, paper, voice);
            if (key is not null) turn.IdempotencyKeys.Add(new IdempotencyKey { AccountId = post.AuthorId, Key = key, PostId = post.Id });
            if (input.Origin is { } origin) turn.ImportedPosts.Add(new ImportedPost { AuthorId = post.AuthorId, ExternalId = origin.ExternalId, PostId = post.Id });
            Tell(turn, post, draft, target, topics);
            voice.Log(turn, visibility == Visibility.Direct ? "message.sent" : PostRights.Act(post.Kind, "post.published", "comment.published"), PostRights.Subject(post.Id), Ids.TimeOf(parts.Ids.Next()));
            return post;
        }
    }

    private void Hang(Db turn, Post post, Hanging paper, Voice voice)
    {
        var now = Ids.TimeOf(parts.Ids.Next());
        Publication.Hang(turn, paper.DocumentId, post.AuthorId, post.Id, now, paper.Today);
        post.DocumentId = paper.DocumentId;
        voice.Log(turn, "document.published", Publication.Subject(paper.DocumentId), now);
    }

    private static IQueryable<Post> Earlier(Db db, long author, string key) =>
        from k in db.IdempotencyKeys
        where k.AccountId == author && k.Key == key
        join p in db.Posts on k.PostId equals p.Id
        select p;

    private static IQueryable<Post> Brought(Db db, long author, string externalId) =>
        from i in db.ImportedPosts
        where i.AuthorId == author && i.ExternalId == externalId
        join p in db.Posts on i.PostId equals p.Id
        select p;

    private static string? CheckKey(string? key) => key switch
    {
        null or "" => null,
        { Length: > 200 } => throw new Refusal(RefusalKind.Invalid, "posts.bad_idempotency_key"),
        _ when Shared.Text.InputText.CleanLine(key, 200) is { Ok: true, Text: var clean } => clean,
        _ => throw new Refusal(RefusalKind.Invalid, "posts.bad_idempotency_key"),
    };

    private async Task<PostPicture?> Target(Input input, CancellationToken ct)
    {
        if ((input.CommentOn ?? input.RepostOf) is not { } id) return null;
        var picture = await PostPictures.One(db, id, ct);
        // A comment on a pure repost speaks to the post it passes on.
        if (picture is not null && picture.Subject.Post.Id != id) picture = await PostPictures.One(db, picture.Subject.Post.Id, ct);
        var reader = await readers.Of(input.AuthorId, ct);
        if (picture is null || picture.Post.DeletedAt is not null || !reader.CanSee(Sight.Of(picture))) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        if (input.RepostOf is not null) Reposting.Check(picture);
        return picture;
    }

    /// <summary>Null where nobody asks: a post of its own, and what was looked at before.</summary>
    private async Task<CommentRules.Ruling?> Ruling(Input input, PostPicture? target, CancellationToken ct) =>
        input.CommentOn is null || input.Origin is not null || input.Released is not null ? null
        : await CommentRules.Require(db, target!.Post, await readers.Of(input.AuthorId, ct), ct);

    /// <summary>A comment is never seen by more people than what it answers; a repost never by fewer readers than chosen.</summary>
    private static Visibility Narrower(Input input, PostPicture? target)
    {
        var wanted = input.Visibility ?? (input.CommentOn is null ? Visibility.Public : target!.Post.Visibility);
        return input.CommentOn is not null && target!.Post.Visibility > wanted ? target.Post.Visibility : wanted;
    }

    private long FreeId(Db turn, Origin? origin)
    {
        if (origin is null) return parts.Ids.Next();
        var id = parts.Ids.At(origin.At);
        while (turn.Posts.Local.Any(p => p.Id == id) || turn.Posts.Any(p => p.Id == id)) id = parts.Ids.At(origin.At);
        return id;
    }

    private static PostKind KindOf(Input input) =>
        input.CommentOn is not null ? PostKind.Comment : input.RepostOf is not null ? PostKind.Quote : PostKind.Original;

    private static Post NewPost(Input input, Draft draft, PostPicture? target, Visibility visibility, long id) => new()
    {
        Id = id,
        AuthorId = input.AuthorId,
        Kind = KindOf(input),
        Visibility = visibility,
        Text = draft.Text,
        Warning = draft.Warning,
        Sensitive = input.Sensitive || draft.Warning is not null,
        Language = draft.Language,
        HasPoll = draft.Poll is not null,
        WhoComments = draft.Who,
        ParentId = input.CommentOn is null ? null : target!.Post.Id,
        RootId = input.CommentOn is null ? null : target!.Post.RootId ?? target.Post.Id,
        RepostOfId = input.RepostOf is null ? null : Reposting.OriginalOf(target!),
        RepostViaId = input.RepostOf is null ? null : Reposting.ViaOf(target!),
        LikesCount = input.Origin?.Likes ?? 0,
        CommentsCount = input.Origin?.Comments ?? 0,
        RepostsCount = input.Origin?.Reposts ?? 0,
    };

    private static void Tell(Db turn, Post post, Draft draft, PostPicture? target, IReadOnlyList<long> topics)
    {
        // How much somebody says in private is nobody's business.
        if (post.Visibility != Visibility.Direct) turn.Count(Tally.AccountPosts, post.AuthorId, 1);
        if (post.Kind == PostKind.Comment)
        {
            turn.Count(Tally.PostComments, post.ParentId!.Value, 1);
            if (post.RootId != post.ParentId) turn.Count(Tally.PostComments, post.RootId!.Value, 1);
            turn.Raise(new PostCounted(post.ParentId.Value));
            if (post.RootId != post.ParentId) turn.Raise(new PostCounted(post.RootId!.Value));
        }
        Reposting.Count(turn, post, 1);
        turn.Raise(new PostPublished(post.Id, post.AuthorId, post.Kind, post.Visibility, post.ParentId, post.RepostViaId ?? post.RepostOfId, [.. draft.Mentions.Select(m => m.AccountId).Distinct()])
        {
            SubjectAuthorId = target?.Author.Id,
            Topics = [.. topics.Take(MostTopicsTold)],
            Imported = draft.Imported,
        });
    }
}
