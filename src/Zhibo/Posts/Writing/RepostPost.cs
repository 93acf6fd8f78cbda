using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>转发 without own words, and its undoing. Passing a post on twice is passing it on once.</summary>
public sealed class RepostPost(Db db, Writer writer, Ids ids, Readers readers, PostRights rights)
{
    public sealed record Input(long AuthorId, long PostId, Visibility Visibility = Visibility.Public)
    {
        /// <summary>The person who passes on in an office's name.</summary>
        public long? ActingUser { get; init; }
    }

    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AuthorId, input.ActingUser, ActingRights.Answer, ct);
        var target = await Visible(input, ct);
        Reposting.Check(target);
        rights.Take(input.AuthorId);
        return await writer.Run(turn =>
        {
            if (Existing(turn, input.AuthorId, target.Post.Id).FirstOrDefault() is { } already) return already;
            if (turn.Posts.Any(p => p.Id == target.Post.Id && p.DeletedAt != null)) throw new Refusal(RefusalKind.NotFound, "posts.gone");
            var post = new Post
            {
                Id = ids.Next(),
                AuthorId = input.AuthorId,
                Kind = PostKind.Repost,
                Visibility = input.Visibility is Visibility.Direct ? Visibility.Public : input.Visibility,
                RepostOfId = Reposting.OriginalOf(target),
                RepostViaId = Reposting.ViaOf(target),
            };
            turn.Posts.Add(post);
            turn.Count(Tally.AccountPosts, post.AuthorId, 1);
            Reposting.Count(turn, post, 1);
            turn.Raise(new PostPublished(post.Id, post.AuthorId, post.Kind, post.Visibility, null, target.Post.Id, []) { SubjectAuthorId = target.Author.Id });
            voice.Log(turn, "post.reposted", PostRights.Subject(target.Post.Id), Ids.TimeOf(ids.Next()));
            // Two clicks at once: the second waits here for the first and finds it.
            turn.SaveChanges();
            return post;
        }, ct);
    }

    /// <summary>Returns the post that was passed on.</summary>
    public async Task<long> Undo(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AuthorId, input.ActingUser, ActingRights.Answer, ct);
        var target = await Visible(input, ct);
        await writer.Run(turn =>
        {
            if (Existing(turn, input.AuthorId, target.Post.Id).AsTracking().FirstOrDefault() is not { } post) return;
            DeletePost.Remove(turn, post, ids);
            voice.Log(turn, "post.unreposted", PostRights.Subject(target.Post.Id), Ids.TimeOf(ids.Next()));
        }, ct);
        return target.Post.Id;
    }

    private async Task<PostPicture> Visible(Input input, CancellationToken ct)
    {
        var picture = await PostPictures.One(db, input.PostId, ct);
        if (picture is not null && picture.Subject.Post.Id != input.PostId) picture = await PostPictures.One(db, picture.Subject.Post.Id, ct);
        var reader = await readers.Of(input.AuthorId, ct);
        return picture is { Post.DeletedAt: null } && reader.CanSee(Sight.Of(picture)) ? picture : throw new Refusal(RefusalKind.NotFound, "posts.not_found");
    }

    private static IQueryable<Post> Existing(Db db, long author, long target) =>
        db.Posts.Where(p => p.AuthorId == author && p.Kind == PostKind.Repost && p.DeletedAt == null &&
            (p.RepostViaId == target || (p.RepostOfId == target && p.RepostViaId == null)));
}
