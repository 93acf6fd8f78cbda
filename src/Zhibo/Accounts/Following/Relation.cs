using System.Globalization;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Following;

/// <summary>What the relations have in common; all of it inside a turn.</summary>
internal static class Relation
{
    /// <summary>The other side, which exists and is not oneself.</summary>
    public static Account RequireOther(Db db, Caller caller, long target, string selfWord)
    {
        caller.Voice.Require(ActingRights.Profile);
        if (target == caller.AccountId) throw new Refusal(RefusalKind.Invalid, selfWord);
        return db.Accounts.Visible(db).FirstOrDefault(a => a.Id == target) ?? throw new Refusal(RefusalKind.NotFound, "accounts.not_found");
    }

    /// <summary>Written down where it was done for an office.</summary>
    public static void Log(Db db, Caller caller, string act, long target, DateTimeOffset now) =>
        caller.Voice.Log(db, act, "account " + target.ToString(CultureInfo.InvariantCulture), now);

    public static bool EndFollow(Db db, long follower, long followee)
    {
        if (db.Follows.FirstOrDefault(f => f.FollowerId == follower && f.FolloweeId == followee) is not { } follow) return false;
        db.Follows.Remove(follow);
        db.Count(Tally.AccountFollowing, follower, -1);
        db.Count(Tally.AccountFollowers, followee, -1);
        return true;
    }
}
