using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Admin.Work;

/// <summary>Tries a job or a fact that failed once more, now; a job that was given up gets all its attempts again.</summary>
public sealed class RetryWork(Writer writer, TimeProvider clock)
{
    /// <param name="Id">Of a job or of an outbox row: ids are never given twice.</param>
    public sealed record Input(long UserId, long Id);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        turn.RequireOperator(input.UserId);
        var now = clock.GetUtcNow();
        string kind;
        if (turn.Jobs.AsTracking().FirstOrDefault(j => j.Id == input.Id && j.DoneAt == null) is { } job)
        {
            if (job.FailedAt is not null) job.Attempts = 0;
            (job.FailedAt, job.ClaimedUntil, job.DueAt, kind) = (null, null, now, job.Kind);
        }
        else if (turn.Outbox.AsTracking().FirstOrDefault(r => r.Id == input.Id) is { } row)
        {
            (row.DueAt, kind) = (now, row.Kind);
        }
        else
        {
            throw new Refusal(RefusalKind.NotFound, "admin.no_work");
        }
        turn.Audit(new("work.retried", input.UserId) { Subject = $"work {input.Id}", Detail = kind }, now);
    }, ct);
}
