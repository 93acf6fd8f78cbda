using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>赞, and taking it back. Both may be asked twice.</summary>
public sealed class LikePost(Db db, Writer writer, Ids ids, Readers readers, PostRights rights)
{
    public sealed record Input(long AccountId, long PostId, bool Liked)
    {
        /// <summary>The person who likes in an office's name.</summary>
        public long? ActingUser { get; init; }
    }

    /// <summary>Returns the post that is liked now: the original where a repost without words was named.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AccountId, input.ActingUser, ActingRights.Answer, ct);
        if (input.Liked) rights.RefuseFrozen(input.AccountId);
        var picture = await PostPictures.One(db, input.PostId, ct);
        var reader = await readers.Of(input.AccountId, ct);
        if (picture is null || Sight.Of(picture).Deleted || !reader.CanSee(Sight.Of(picture))) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        var (postId, authorId) = (picture.Subject.Post.Id, picture.Subject.Author.Id);
        await writer.Run(turn =>
        {
            var like = turn.Likes.FirstOrDefault(l => l.AccountId == input.AccountId && l.PostId == postId);
            if (like is null == !input.Liked) return;
            if (like is null) turn.Likes.Add(new Like { Id = ids.Next(), AccountId = input.AccountId, PostId = postId });
            else turn.Likes.Remove(like);
            turn.Count(Tally.PostLikes, postId, input.Liked ? 1 : -1);
            turn.Raise(new PostCounted(postId));
            turn.Raise(input.Liked ? new PostLiked(postId, authorId, input.AccountId) : new PostUnliked(postId, input.AccountId));
            voice.Log(turn, input.Liked ? "post.liked" : "post.unliked", PostRights.Subject(postId), Ids.TimeOf(ids.Next()));
        }, ct);
        return postId;
    }
}
