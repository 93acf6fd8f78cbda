using Zhibo.Data;

namespace Zhibo.Accounts.Following;

public sealed class UnfollowAccount(Writer writer)
{
    public sealed record Input(Caller Caller, long TargetId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        if (Relation.EndFollow(db, input.Caller.AccountId, input.TargetId))
            db.Raise(new RelationChanged(input.Caller.AccountId, input.TargetId));
    }, ct);
}
