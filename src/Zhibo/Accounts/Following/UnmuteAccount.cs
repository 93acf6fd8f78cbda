using Zhibo.Accounts.Acting;
using Zhibo.Data;

namespace Zhibo.Accounts.Following;

public sealed class UnmuteAccount(Writer writer, TimeProvider clock)
{
    public sealed record Input(Caller Caller, long TargetId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(db =>
    {
        input.Caller.Voice.Require(ActingRights.Profile);
        var (me, target) = (input.Caller.AccountId, input.TargetId);
        if (db.Mutes.FirstOrDefault(m => m.AccountId == me && m.TargetId == target) is not { } mute) return;
        db.Mutes.Remove(mute);
        db.Raise(new RelationChanged(me, target));
        Relation.Log(db, input.Caller, "account.unmuted", target, clock.GetUtcNow());
    }, ct);
}
