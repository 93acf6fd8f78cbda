using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Posts.Views;

/// <summary>How often a post was read, for those who wrote it: a reader counts once an hour.</summary>
public sealed class ReadViews(Db db, ActingSeats seats, TimeProvider clock)
{
    private const int Hours = 48, Days = 30;

    /// <param name="Total">Since the post was written.</param>
    /// <param name="Steps">Oldest first, without gaps: hours in the first two days, later the last thirty days.</param>
    /// <param name="Hourly">A step is an hour, else a day.</param>
    public sealed record Result(long Total, IReadOnlyList<Step> Steps, bool Hourly);

    public sealed record Step(DateTimeOffset At, long Count);

    /// <summary>The author, or somebody with a seat at the office.</summary>
    public async ValueTask<bool> May(Caller? caller, long authorId, CancellationToken ct) =>
        caller is not null && (caller.AccountId == authorId || await seats.At(caller.UserId, authorId, ct) is not null);

    public async Task<Result> Run(long postId, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var (first, last) = (ViewHours.Of(Ids.TimeOf(postId)), ViewHours.Of(now));
        var total = await db.ViewCounts.Where(c => c.PostId == postId).SumAsync(c => c.Count, ct);
        var hourly = last - first < Hours;
        var from = hourly ? first : Math.Max(first, last - (Days * 24) + 1);
        var rows = await db.ViewCounts.Where(c => c.PostId == postId && c.Hour >= from).Select(c => new { c.Hour, c.Count }).ToListAsync(ct);
        var length = hourly ? 1 : 24;
        // Days end now: the newest is whole.
        var steps = new long[((last - from) / length) + 1];
        foreach (var row in rows.Where(r => r.Hour <= last)) steps[steps.Length - 1 - ((last - row.Hour) / length)] += row.Count;
        return new(total, [.. steps.Select((count, n) => new Step(ViewHours.Start(Math.Max(from, last + 1 - ((steps.Length - n) * length))), count))], hourly);
    }
}
