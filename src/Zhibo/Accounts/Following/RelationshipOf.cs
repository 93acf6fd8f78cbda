using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Following;

/// <summary>How one account stands to another, both ways.</summary>
public sealed record Relationship(long AccountId)
{
    public bool Following { get; init; }

    public bool FollowedBy { get; init; }

    public bool Blocking { get; init; }

    public bool BlockedBy { get; init; }

    public bool Muting { get; init; }

    public bool MutingNotices { get; init; }

    public DateTimeOffset? MuteExpiresAt { get; init; }
}

/// <summary>The relationships of one account to many, in the order asked for.</summary>
public sealed class RelationshipOf(Db db, TimeProvider clock)
{
    private const int Most = 200;

    public sealed record Input(long AccountId, params IReadOnlyList<long> Others);

    public async Task<IReadOnlyList<Relationship>> Run(Input input, CancellationToken ct)
    {
        var me = input.AccountId;
        long[] others = [.. input.Others.Distinct().Take(Most)];
        var now = clock.GetUtcNow();
        var following = await db.Follows.Where(f => f.FollowerId == me && others.Contains(f.FolloweeId)).Select(f => f.FolloweeId).ToHashSetAsync(ct);
        var followers = await db.Follows.Where(f => f.FolloweeId == me && others.Contains(f.FollowerId)).Select(f => f.FollowerId).ToHashSetAsync(ct);
        var blocking = await db.Blocks.Where(b => b.AccountId == me && others.Contains(b.TargetId)).Select(b => b.TargetId).ToHashSetAsync(ct);
        var blockers = await db.Blocks.Where(b => b.TargetId == me && others.Contains(b.AccountId)).Select(b => b.AccountId).ToHashSetAsync(ct);
        var mutes = await db.Mutes.Where(m => m.AccountId == me && others.Contains(m.TargetId) && (m.ExpiresAt == null || m.ExpiresAt > now))
            .ToDictionaryAsync(m => m.TargetId, ct);
        return [.. others.Select(id => new Relationship(id)
        {
            Following = following.Contains(id),
            FollowedBy = followers.Contains(id),
            Blocking = blocking.Contains(id),
            BlockedBy = blockers.Contains(id),
            Muting = mutes.ContainsKey(id),
            MutingNotices = mutes.TryGetValue(id, out var mute) && mute.HideNotices,
            MuteExpiresAt = mute?.ExpiresAt,
        })];
    }
}
