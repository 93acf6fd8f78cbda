using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Documents.Writing;
using Zhibo.Media;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>Deletes one's own post. Its row stays without text, so that a thread shows where it stood; reposts without
/// words of it vanish from timelines.</summary>
public sealed class DeletePost(Writer writer, Ids ids, ActingSeats seats)
{
    public sealed record Input(long AuthorId, long PostId)
    {
        /// <summary>The person who deletes what an office said.</summary>
        public long? ActingUser { get; init; }
    }

    /// <summary>Returns the post as it was.</summary>
    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var voice = await seats.VoiceOf(input.ActingUser, input.AuthorId, ct);
        return await writer.Run(turn =>
        {
            var post = turn.Posts.FirstOrDefault(p => p.Id == input.PostId && p.DeletedAt == null);
            // Somebody else's post is answered like one that does not exist: ids tell nothing.
            if (post is null || post.AuthorId != input.AuthorId) throw new Refusal(RefusalKind.NotFound, "posts.not_found");
            voice.Require(PostRights.For(post.Kind, post.Visibility));
            var before = turn.Posts.AsNoTracking().First(p => p.Id == post.Id);
            Remove(turn, post, ids);
            voice.Log(turn, PostRights.Act(post.Kind, "post.deleted", "comment.deleted"), PostRights.Subject(post.Id), Ids.TimeOf(ids.Next()));
            return before;
        }, ct);
    }

    internal static void Remove(Db turn, Post post, Ids ids)
    {
        post.DeletedAt = Ids.TimeOf(ids.Next());
        PostLinks.Remove(turn, post);
        PostTrail.Remove(turn, post);
        turn.PostEdits.RemoveRange(turn.PostEdits.Where(e => e.PostId == post.Id));
        if (post.MediaCount > 0) Attachments.FreeAll(turn, post.Id, post.DeletedAt.Value);
        if (post.DocumentId is { } paper) Publication.Remove(turn, paper, post.DeletedAt.Value);
        (post.Text, post.Warning) = ("", null);
        if (post.Visibility != Visibility.Direct) turn.Count(Tally.AccountPosts, post.AuthorId, -1);
        if (post.ParentId is { } parent)
        {
            turn.Count(Tally.PostComments, parent, -1);
            turn.Raise(new PostCounted(parent));
            if (post.RootId is { } root && root != parent)
            {
                turn.Count(Tally.PostComments, root, -1);
                turn.Raise(new PostCounted(root));
            }
        }
        Reposting.Count(turn, post, -1);
        turn.Raise(new PostDeleted(post.Id, post.AuthorId, post.Kind, post.RepostViaId ?? post.RepostOfId));
    }
}
