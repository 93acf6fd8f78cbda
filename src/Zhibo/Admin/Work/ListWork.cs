using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Admin.Work;

/// <summary>Work that failed or is being tried again, and how much waits. Payloads hold addresses and are not shown.</summary>
public sealed class ListWork(Db db)
{
    private const int Most = 100;

    /// <param name="Due">When it is tried again; of what was given up: when that was.</param>
    public sealed record Row(long Id, string Kind, int Attempts, string Error, DateTimeOffset Due)
    {
        public DateTimeOffset Since => Ids.TimeOf(Id);
    }

    /// <param name="Failed">Jobs that were given up.</param>
    /// <param name="Retrying">Jobs that failed and are tried again.</param>
    /// <param name="Facts">Facts that could not be acted on and are tried again.</param>
    /// <param name="Waiting">All jobs not done.</param>
    public sealed record Outcome(IReadOnlyList<Row> Failed, IReadOnlyList<Row> Retrying, IReadOnlyList<Row> Facts, int Waiting);

    public async Task<Outcome> Run(CancellationToken ct)
    {
        var failed = await db.Jobs.Where(j => j.FailedAt != null).OrderByDescending(j => j.FailedAt).Take(Most).ToListAsync(ct);
        var open = db.Jobs.Where(j => j.DoneAt == null && j.FailedAt == null);
        var retrying = await open.Where(j => j.Attempts > 0 && j.LastError != null).OrderBy(j => j.DueAt).Take(Most).ToListAsync(ct);
        var facts = await db.Outbox.Where(r => r.Attempts > 0).OrderBy(r => r.DueAt).Take(Most).ToListAsync(ct);
        return new(
            [.. failed.Select(j => new Row(j.Id, j.Kind, j.Attempts, j.LastError ?? "", j.FailedAt!.Value))],
            [.. retrying.Select(j => new Row(j.Id, j.Kind, j.Attempts, j.LastError ?? "", j.DueAt))],
            [.. facts.Select(r => new Row(r.Id, r.Kind, r.Attempts, r.LastError ?? "", r.DueAt))],
            await open.CountAsync(ct));
    }
}
