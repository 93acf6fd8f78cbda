using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Admin.Work;

/// <summary>Takes away a job or a fact that failed: what it should have brought about will not happen.</summary>
public sealed class DropWork(Writer writer, TimeProvider clock)
{
    /// <param name="Id">Of a job or of an outbox row.</param>
    public sealed record Input(long UserId, long Id);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        turn.RequireOperator(input.UserId);
        string kind;
        // Only what failed: what is under way or has not been tried is left alone.
        if (turn.Jobs.AsTracking().FirstOrDefault(j => j.Id == input.Id && j.DoneAt == null && (j.FailedAt != null || j.LastError != null)) is { } job)
        {
            kind = job.Kind;
            turn.Jobs.Remove(job);
        }
        else if (turn.Outbox.AsTracking().FirstOrDefault(r => r.Id == input.Id && r.Attempts > 0) is { } row)
        {
            kind = row.Kind;
            turn.Outbox.Remove(row);
        }
        else
        {
            throw new Refusal(RefusalKind.NotFound, "admin.no_work");
        }
        turn.Audit(new("work.dropped", input.UserId) { Subject = $"work {input.Id}", Detail = kind }, clock.GetUtcNow());
    }, ct);
}
