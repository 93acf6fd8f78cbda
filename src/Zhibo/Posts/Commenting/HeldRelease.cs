using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Posts.Commenting;

/// <summary>A held comment on its way to be a post with the same id.</summary>
/// <param name="By">Who looked at it.</param>
public sealed record HeldRelease(long Id, long ReviewerId, Voice By)
{
    /// <summary>Two who release it at one moment release it once.</summary>
    internal void Take(Db turn, Ids ids)
    {
        if (turn.HeldComments.Where(h => h.Id == Id).ExecuteDelete() == 0) throw new Refusal(RefusalKind.Conflict, "posts.held.gone");
        turn.Raise(new HeldCommentsChanged(ReviewerId));
        By.Log(turn, "comment.released", PostRights.Subject(Id), Ids.TimeOf(ids.Next()));
    }
}
