using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Timelines;
using Zhibo.Shared.Facts;

namespace Zhibo.Posts.Reading;

/// <summary>The readers of the last minutes, held in memory: a timeline asks the database nothing about its reader.</summary>
public sealed class Readers(IDbContextFactory<Db> contexts, AuthorIndex authors, TimeProvider clock) :
    IWatch<RelationChanged>, IWatch<PostLiked>, IWatch<PostUnliked>, IWatch<PostPublished>, IWatch<PostDeleted>,
    IWatch<ReaderChanged>, IWatch<PinsChanged>, IForget
{
    private const int MostReaders = 20_000;

    /// <summary>Buttons are right for this many latest likes and reposts; older ones show as not pressed.</summary>
    private const int MostMarks = 20_000;

    private readonly ConcurrentDictionary<long, Reader> _readers = new();

    /// <summary>With the site's clock, by which polls end for strangers too.</summary>
    private readonly Reader _stranger = new(0, clock);

    /// <summary>Moves with every drop, so that a reader being read while something changes is not kept.</summary>
    private long _drops;

    public ValueTask<Reader> Of(Caller? caller, CancellationToken ct = default) => Of(caller?.AccountId ?? 0, ct);

    public ValueTask<Reader> Of(long accountId, CancellationToken ct = default)
    {
        if (accountId == 0) return new(_stranger);
        return _readers.TryGetValue(accountId, out var reader) ? new(reader) : new(Read(accountId, ct));
    }

    private async Task<Reader> Read(long accountId, CancellationToken ct)
    {
        var drops = Interlocked.Read(ref _drops);
        await using var db = await contexts.CreateDbContextAsync(ct);
        var followed = await db.Follows.Where(f => f.FollowerId == accountId).Select(f => f.FolloweeId).ToHashSetAsync(ct);
        var marks = await ReaderMarks.Load(db, accountId, MostMarks, ct);
        int[] slots = [.. followed.Where(id => !marks.Elsewhere.Contains(id)).Append(accountId).Select(authors.SlotOf).Distinct().Order()];
        var blocked = await db.Blocks.Where(b => b.AccountId == accountId || b.TargetId == accountId)
            .Select(b => b.AccountId == accountId ? b.TargetId : b.AccountId).ToHashSetAsync(ct);
        var reader = new Reader(accountId, clock)
        {
            Followed = followed,
            FollowedSlots = slots,
            Blocked = blocked,
            Muted = await db.Mutes.Where(m => m.AccountId == accountId).ToDictionaryAsync(m => m.TargetId, m => m.ExpiresAt ?? DateTimeOffset.MaxValue, ct),
            Liked = await db.Likes.Where(l => l.AccountId == accountId).OrderByDescending(l => l.PostId).Take(MostMarks).Select(l => l.PostId).ToHashSetAsync(ct),
            Reposted = await db.Posts.Where(p => p.AuthorId == accountId && p.Kind == PostKind.Repost && p.DeletedAt == null)
                .OrderByDescending(p => p.Id).Take(MostMarks).Select(p => (p.RepostViaId ?? p.RepostOfId)!.Value).ToHashSetAsync(ct),
            Marks = marks,
        };
        if (_readers.Count >= MostReaders) _readers.Clear();
        if (drops == Interlocked.Read(ref _drops)) _readers[accountId] = reader;
        return reader;
    }

    public void Seen(RelationChanged fact)
    {
        Drop(fact.AccountId);
        Drop(fact.TargetId);
    }

    public void Seen(PostLiked fact) => Drop(fact.ByAccountId);

    public void Seen(PostUnliked fact) => Drop(fact.ByAccountId);

    public void Seen(PostPublished fact)
    {
        if (fact.Kind == PostKind.Repost) Drop(fact.AuthorId);
    }

    public void Seen(PostDeleted fact)
    {
        if (fact.Kind == PostKind.Repost) Drop(fact.AuthorId);
    }

    public void Seen(ReaderChanged fact) => Drop(fact.AccountId);

    public void Seen(PinsChanged fact) => Drop(fact.AccountId);

    public void Forget()
    {
        Interlocked.Increment(ref _drops);
        _readers.Clear();
    }

    private void Drop(long accountId)
    {
        Interlocked.Increment(ref _drops);
        _readers.TryRemove(accountId, out _);
    }
}
