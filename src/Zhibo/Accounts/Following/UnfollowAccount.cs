using Zhibo.Accounts.Acting;
using Zhibo.Data;

namespace Zhibo.Accounts.Following;

public sealed class UnfollowAccount(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long TargetId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        input.Caller.Voice.Require(ActingRights.Profile);
        if (!Relation.EndFollow(db, input.Caller.AccountId, input.TargetId)) return;
        db.Raise(new RelationChanged(input.Caller.AccountId, input.TargetId));
        Relation.Log(db, input.Caller, "account.unfollowed", input.TargetId, clock.GetUtcNow());
    }, ct);
}
