using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Posts.Marks;

/// <summary>收藏, and taking it out again. Both may be asked twice; nobody is told.</summary>
public sealed class BookmarkPost(Db db, Writer writer, Ids ids, Readers readers)
{
    public sealed record Input(long AccountId, long PostId, bool Kept);

    /// <summary>Returns the post that is kept now: the original where a repost without words was named.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        var picture = await PostPictures.One(db, input.PostId, ct);
        var reader = await readers.Of(input.AccountId, ct);
        if (picture is null || Sight.Of(picture).Deleted || !reader.CanSee(Sight.Of(picture))) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
        var postId = picture.Subject.Post.Id;
        await writer.Run(turn =>
        {
            var kept = turn.Bookmarks.FirstOrDefault(b => b.AccountId == input.AccountId && b.PostId == postId);
            if (kept is null == !input.Kept) return;
            if (kept is null) turn.Bookmarks.Add(new Bookmark { Id = ids.Next(), AccountId = input.AccountId, PostId = postId });
            else turn.Bookmarks.Remove(kept);
            turn.Raise(new ReaderChanged(input.AccountId));
        }, ct);
        return postId;
    }
}
