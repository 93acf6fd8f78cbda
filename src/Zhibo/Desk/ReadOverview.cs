using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.Desk;

/// <summary>How an agency stands: what it said and answered in the last seven days, how quickly, and who listens.</summary>
public sealed class ReadOverview(Db db, SiteDays days, TimeProvider clock)
{
    public const int Days = 7;

    public sealed record Input(long AgencyId);

    /// <param name="Date">In the site's zone.</param>
    public sealed record Day(DateOnly Date, int Posts, int Answers);

    public sealed record Outcome(IReadOnlyList<Day> Week, int Followers, int Posts)
    {
        /// <summary>Answered within the week, of what is known at the desk.</summary>
        public int Answered { get; init; }

        /// <summary>Of these; null when there was none.</summary>
        public TimeSpan? MedianWait { get; init; }

        /// <summary>Open, and waiting longer than anybody should.</summary>
        public int Late { get; init; }
    }

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var today = days.Of(now);
        var from = days.Start(today.AddDays(1 - Days));
        var first = Ids.Boundary(from);
        var posts = await db.Posts.Where(p => p.AuthorId == input.AgencyId && p.Id >= first && p.DeletedAt == null && p.Visibility != Visibility.Direct).Select(p => new { p.Id, p.Kind }).ToListAsync(ct);
        var byDay = posts.ToLookup(p => days.Of(Ids.TimeOf(p.Id)));
        var week = Enumerable.Range(0, Days).Select(n => today.AddDays(n + 1 - Days))
            .Select(d => new Day(d, byDay[d].Count(p => p.Kind != PostKind.Comment), byDay[d].Count(p => p.Kind == PostKind.Comment))).ToList();
        var waits = await Waits(input.AgencyId, from, ct);
        var account = await db.Accounts.Where(a => a.Id == input.AgencyId).Select(a => new { a.FollowersCount, a.PostsCount }).FirstAsync(ct);
        var late = now - Answering.Waiting.Patience;
        return new(week, account.FollowersCount, account.PostsCount)
        {
            Answered = waits.Count,
            MedianWait = waits.Count == 0 ? null : waits[waits.Count / 2],
            Late = await db.DeskItems.CountAsync(i => i.AgencyId == input.AgencyId && i.State == DeskItemState.Open && i.Since < late, ct),
        };
    }

    /// <summary>From the question to the answer, the shortest first.</summary>
    private async Task<List<TimeSpan>> Waits(long agency, DateTimeOffset from, CancellationToken ct)
    {
        var rows = await db.DeskItems.Where(i => i.AgencyId == agency && i.State == DeskItemState.Answered && i.Since >= from && i.AnswerId != null)
            .Select(i => new { i.LatestId, Answer = i.AnswerId!.Value }).ToListAsync(ct);
        return [.. rows.Select(r => Ids.TimeOf(r.Answer) - Ids.TimeOf(r.LatestId)).Order()];
    }
}

/// <summary>Days as the site's zone counts them.</summary>
public sealed class SiteDays(Web.SiteFace site)
{
    public DateOnly Of(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, site.Zone).DateTime);

    /// <summary>In universal time: PostgreSQL takes no other.</summary>
    public DateTimeOffset Start(DateOnly day)
    {
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, site.Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
