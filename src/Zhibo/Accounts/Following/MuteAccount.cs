using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Following;

/// <summary>Silence that the other side does not notice. Muting again changes the expiry.</summary>
public sealed class MuteAccount(Writer writer, Ids ids, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(3650);

    /// <param name="For">Null: until undone.</param>
    public sealed record Input(Caller Caller, long TargetId, TimeSpan? For = null, bool HideNotices = true);

    public Task Run(Input input, CancellationToken ct)
    {
        if (input.For is { } span && (span <= TimeSpan.Zero || span > Longest))
            throw new Refusal(RefusalKind.Invalid, "accounts.mute_span", "duration");
        return writer.Run(db =>
        {
            var (me, target) = (input.Caller.AccountId, input.TargetId);
            Relation.RequireOther(db, input.Caller, target, "accounts.mute_self");
            var mute = db.Mutes.FirstOrDefault(m => m.AccountId == me && m.TargetId == target);
            if (mute is null) db.Mutes.Add(mute = new Mute { Id = ids.Next(), AccountId = me, TargetId = target });
            mute.ExpiresAt = clock.GetUtcNow() + input.For;
            mute.HideNotices = input.HideNotices;
            db.Raise(new RelationChanged(me, target));
            Relation.Log(db, input.Caller, "account.muted", target, clock.GetUtcNow());
        }, ct);
    }
}
