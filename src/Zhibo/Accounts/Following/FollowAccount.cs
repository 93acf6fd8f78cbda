using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Following;

public sealed class FollowAccount(Writer writer, Ids ids)
{
    public sealed record Input(Caller Caller, long TargetId);

    /// <summary>Following twice is following once.</summary>
    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        var (me, target) = (input.Caller.AccountId, input.TargetId);
        var account = Relation.RequireOther(db, input.Caller, target, "accounts.follow_self");
        if (db.Follows.Any(f => f.FollowerId == me && f.FolloweeId == target)) return;
        // Read here: what the caller's picture says may be a moment old.
        if (db.Accounts.Any(a => a.Id == me && a.FrozenAt != null)) throw new Refusal(RefusalKind.Forbidden, "accounts.frozen");
        if (account.FrozenAt is not null) throw new Refusal(RefusalKind.Forbidden, "accounts.follow_frozen");
        if (db.Blocks.Any(b => b.AccountId == target && b.TargetId == me)) throw new Refusal(RefusalKind.Forbidden, "accounts.follow_blocked");
        if (db.Blocks.Any(b => b.AccountId == me && b.TargetId == target)) throw new Refusal(RefusalKind.Forbidden, "accounts.follow_blocking");
        db.Follows.Add(new Follow { Id = ids.Next(), FollowerId = me, FolloweeId = target });
        db.Count(Tally.AccountFollowing, me, 1);
        db.Count(Tally.AccountFollowers, target, 1);
        db.Raise(new AccountFollowed(me, target));
        db.Raise(new RelationChanged(me, target));
        Relation.Log(db, input.Caller, "account.followed", target, Ids.TimeOf(ids.Next()));
    }, ct);
}
