using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Live;
using Zhibo.Shared.Facts;

namespace Zhibo.Notifications;

/// <summary>Unread lines per account, in memory: every signed-in page shows the number. Thirty thousand people who like one post are one.</summary>
public sealed class Unread(IDbContextFactory<Db> contexts, LiveStreams streams) : IWatch<NoticeGiven>, IForget
{
    /// <summary>Beyond this the badge says 99+.</summary>
    private const int Most = 100;

    private const int MostAccounts = 100_000;
    private readonly ConcurrentDictionary<long, int> _counts = new();

    public ValueTask<int> Of(long accountId, CancellationToken ct = default) =>
        _counts.TryGetValue(accountId, out var count) ? new(count) : new(Read(accountId, ct));

    public void Seen(NoticeGiven fact)
    {
        _counts.TryRemove(fact.AccountId, out _);
        if (streams.Has(fact.AccountId)) _ = Tell(fact.AccountId);
    }

    public void Forget() => _counts.Clear();

    private async Task<int> Read(long accountId, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var read = await db.Users.Where(u => u.AccountId == accountId).Select(u => u.NoticesReadId).FirstOrDefaultAsync(ct);
        var count = await db.NoticeGroups.Where(g => g.AccountId == accountId && g.LatestId > read && g.Kind != NoticeKind.Message).Take(Most).CountAsync(ct);
        if (_counts.Count >= MostAccounts) _counts.Clear();
        return _counts[accountId] = count;
    }

    private async Task Tell(long accountId)
    {
        var count = await Of(accountId);
        streams.Tell(accountId, new LiveEvent("unread", count.ToString(CultureInfo.InvariantCulture)));
    }
}
