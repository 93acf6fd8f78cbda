using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Desk;

/// <summary>What was done in the agency's name and by whom, the latest first: the audit log of one account.</summary>
public sealed class ReadActivity(Db db)
{
    public const int PageSize = 40;

    /// <param name="Before">Number of the last line of the page before.</param>
    public sealed record Input(long AgencyId, long? Before = null);

    /// <param name="PostId">Where it was done to a post.</param>
    public sealed record Line(long Number, DateTimeOffset At, string Who, string Handle, string Act, string Detail, long? PostId);

    public async Task<IReadOnlyList<Line>> Run(Input input, CancellationToken ct)
    {
        var below = input.Before ?? long.MaxValue;
        var rows = await db.AuditEntries.Where(e => e.AccountId == input.AgencyId && e.Number < below)
            .OrderByDescending(e => e.Number).Take(PageSize).ToListAsync(ct);
        var people = await People.Of(db, rows.Select(r => r.UserId), ct);
        return [.. rows.Select(r => new Line(r.Number, r.At, r.UserId is { } user ? people.Name(user) : "", r.UserHandle, r.Act, r.Detail, PostOf(r.Subject)))];
    }

    private static long? PostOf(string subject) =>
        subject.StartsWith("post ", StringComparison.Ordinal) && long.TryParse(subject.AsSpan(5), System.Globalization.CultureInfo.InvariantCulture, out var id) ? id : null;
}
