using Zhibo.Accounts.Acting;
using Zhibo.Data;

namespace Zhibo.Accounts.Following;

public sealed class UnblockAccount(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long TargetId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        input.Caller.Voice.Require(ActingRights.Profile);
        var (me, target) = (input.Caller.AccountId, input.TargetId);
        if (db.Blocks.FirstOrDefault(b => b.AccountId == me && b.TargetId == target) is not { } block) return;
        db.Blocks.Remove(block);
        db.Raise(new RelationChanged(me, target));
        Relation.Log(db, input.Caller, "account.unblocked", target, clock.GetUtcNow());
    }, ct);
}
