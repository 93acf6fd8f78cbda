using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Posts.Commenting;

namespace Zhibo.Posts.Writing;

/// <summary>What goes with a post that is deleted, beside its text.</summary>
internal static class PostTrail
{
    public static void Remove(Db turn, Post post)
    {
        if (turn.Pins.Where(p => p.AccountId == post.AuthorId && p.PostId == post.Id).ExecuteDelete() > 0) turn.Raise(new PinsChanged(post.AuthorId));
        foreach (var held in turn.HeldComments.Where(h => h.RootId == post.Id || h.ParentId == post.Id).ToList())
        {
            Attachments.FreeAll(turn, held.Id, post.DeletedAt!.Value);
            turn.HeldComments.Remove(held);
        }
        FeatureComment.Forget(turn, post);
        if (!post.HasPoll) return;
        turn.PollChoices.Where(c => c.PollId == post.Id).ExecuteDelete();
        turn.Ballots.Where(b => b.PollId == post.Id).ExecuteDelete();
        turn.Polls.Where(p => p.Id == post.Id).ExecuteDelete();
    }
}
