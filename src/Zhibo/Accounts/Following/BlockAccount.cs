using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Following;

/// <summary>Neither follows the other any more, and neither can begin to.</summary>
public sealed class BlockAccount(Writer writer, Ids ids)
{
    public sealed record Input(Caller Caller, long TargetId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        var (me, target) = (input.Caller.AccountId, input.TargetId);
        Relation.RequireOther(db, input.Caller, target, "accounts.block_self");
        if (db.Blocks.Any(b => b.AccountId == me && b.TargetId == target)) return;
        db.Blocks.Add(new Block { Id = ids.Next(), AccountId = me, TargetId = target });
        Relation.EndFollow(db, me, target);
        Relation.EndFollow(db, target, me);
        db.Raise(new RelationChanged(me, target));
        Relation.Log(db, input.Caller, "account.blocked", target, Ids.TimeOf(ids.Next()));
    }, ct);
}
