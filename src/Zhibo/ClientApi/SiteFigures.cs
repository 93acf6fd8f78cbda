using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;

namespace Zhibo.ClientApi;

/// <summary>How large the site is. Counting a large table takes half a second, so it is done once an hour.</summary>
internal sealed class SiteFigures(IDbContextFactory<Db> contexts, TimeProvider clock)
{
    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Month = TimeSpan.FromDays(28);

    private volatile Figures? _held;

    internal sealed record Figures(int People, long Posts, int ActiveInMonth, DateTimeOffset At);

    public ValueTask<Figures> Now(CancellationToken ct) =>
        _held is { } held && clock.GetUtcNow() - held.At < Fresh ? new(held) : new(Count(ct));

    private async Task<Figures> Count(CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var now = clock.GetUtcNow();
        var since = now - Month;
        var people = await db.Users.CountAsync(u => u.Status == UserStatus.Active, ct);
        var posts = await db.Accounts.SumAsync(a => (long)a.PostsCount, ct);
        var active = await db.Sessions.Where(s => s.LastSeenAt > since).Select(s => s.UserId).Distinct().CountAsync(ct);
        return _held = new(people, posts, active, now);
    }
}
