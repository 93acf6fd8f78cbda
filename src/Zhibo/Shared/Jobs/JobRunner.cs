using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Http;

namespace Zhibo.Shared.Jobs;

/// <summary>Takes due jobs by compare-and-swap, a few at a time, on every node. A claim runs out by itself, so the jobs of
/// a node that died are taken up by another.</summary>
public sealed class JobRunner(Writer writer, IServiceScopeFactory scopes, IEnumerable<JobKind> kinds, TimeProvider clock, Telemetry telemetry, ILogger<JobRunner> log) : BackgroundService
{
    public const int MostAttempts = 12;
    private const int AtOnce = 4;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(15), Lease = TimeSpan.FromMinutes(5), LongestRun = TimeSpan.FromMinutes(4);
    private readonly Dictionary<string, Type> workers = kinds.ToDictionary(k => k.Kind, k => k.Worker);
    private readonly SemaphoreSlim slots = new(AtOnce);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (workers.Count == 0) return;
        var wakeUp = new WakeUp(clock);
        writer.JobsQueued += wakeUp.Ring;
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var now = clock.GetUtcNow();
            try
            {
                await slots.WaitAsync(stoppingToken);
                slots.Release();
                now = clock.GetUtcNow();
                foreach (var job in await Claim(slots.CurrentCount, stoppingToken)) _ = InSlot(job, wakeUp, stoppingToken);
                await wakeUp.Wait(await Next(now, stoppingToken), stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
            catch (Exception e)
            {
                log.LogWarning("Jobs wait: {Reason}", e is Refusal no ? no.Word : ExceptionText.Of(e));
                await wakeUp.Wait(now + Poll, stoppingToken);
            }
        }
        writer.JobsQueued -= wakeUp.Ring;
        // What is running may finish; its claim runs out if it does not.
        for (var n = 0; n < AtOnce; n++) await slots.WaitAsync(TimeSpan.FromSeconds(5), CancellationToken.None);
    }

    /// <summary>Does everything that is due now.</summary>
    public async Task Drain(CancellationToken ct = default)
    {
        while (await Claim(AtOnce, ct) is { Count: > 0 } jobs)
            foreach (var job in jobs) await Do(job, ct);
    }

    private async Task InSlot(Job job, WakeUp wakeUp, CancellationToken ct)
    {
        await slots.WaitAsync(CancellationToken.None);
        try { await Do(job, ct); }
        catch (Exception e) { log.LogWarning("Job {Kind} {Id} could not be marked: {Trace}", job.Kind, job.Id, ExceptionText.Of(e)); }
        finally
        {
            slots.Release();
            wakeUp.Ring();
        }
    }

    private async Task<List<Job>> Claim(int most, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        await using (var scope = scopes.CreateAsyncScope())
            if (!await Due(scope.ServiceProvider.GetRequiredService<Db>(), now).AnyAsync(ct)) return [];
        return await writer.Run(db =>
        {
            var claimed = new List<Job>();
            foreach (var job in Due(db, now).OrderBy(j => j.DueAt).Take(most).AsNoTracking().ToList())
                if (Swap(db, job, now)) claimed.Add(job);
            return claimed;
        }, ct);
    }

    private IQueryable<Job> Due(Db db, DateTimeOffset now)
    {
        string[] known = [.. workers.Keys];
        return db.Jobs.Where(j => j.DueAt <= now && j.DoneAt == null && j.FailedAt == null && (j.ClaimedUntil == null || j.ClaimedUntil < now) && known.Contains(j.Kind));
    }

    private static bool Swap(Db db, Job job, DateTimeOffset now)
    {
        var until = now + Lease;
        return db.Jobs
            .Where(j => j.Id == job.Id && j.Attempts == job.Attempts && j.DoneAt == null && j.FailedAt == null && (j.ClaimedUntil == null || j.ClaimedUntil < now))
            .ExecuteUpdate(set => set.SetProperty(j => j.ClaimedUntil, until).SetProperty(j => j.Attempts, job.Attempts + 1)) == 1;
    }

    private async Task Do(Job job, CancellationToken ct)
    {
        var attempt = job.Attempts + 1;
        using var activity = Telemetry.Activities.StartActivity("job " + job.Kind);
        using var limit = new CancellationTokenSource(LongestRun, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await ((IJob)scope.ServiceProvider.GetRequiredService(workers[job.Kind])).Run(job, either.Token);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await Mark(job, set => set.SetProperty(j => j.ClaimedUntil, (DateTimeOffset?)null));
            return;
        }
        catch (Exception e)
        {
            await Failed(job, attempt, e);
            return;
        }
        var now = clock.GetUtcNow();
        // The payload may hold an address or a one-time link; nobody needs it any more.
        await Mark(job, set => set.SetProperty(j => j.DoneAt, now).SetProperty(j => j.ClaimedUntil, (DateTimeOffset?)null).SetProperty(j => j.Payload, "{}"));
        telemetry.JobsDone.Add(1, new KeyValuePair<string, object?>("kind", job.Kind));
    }

    private async Task Failed(Job job, int attempt, Exception e)
    {
        telemetry.JobsFailed.Add(1, new KeyValuePair<string, object?>("kind", job.Kind));
        var now = clock.GetUtcNow();
        var useless = e is Refusal { Kind: not (RefusalKind.Busy or RefusalKind.TooMany) };
        if (useless || attempt >= MostAttempts)
        {
            log.LogError("Job {Kind} {Id} is given up after {Attempts} attempts: {Trace}", job.Kind, job.Id, attempt, ExceptionText.Of(e));
            await Mark(job, set => set.SetProperty(j => j.FailedAt, now).SetProperty(j => j.LastError, e.GetType().Name).SetProperty(j => j.ClaimedUntil, (DateTimeOffset?)null));
            return;
        }
        var due = now + Wait(attempt, e);
        if (attempt == 1) log.LogWarning("Job {Kind} {Id} failed and will be tried again: {Trace}", job.Kind, job.Id, ExceptionText.Of(e));
        await Mark(job, set => set.SetProperty(j => j.DueAt, due).SetProperty(j => j.LastError, e.GetType().Name).SetProperty(j => j.ClaimedUntil, (DateTimeOffset?)null));
    }

    private Task Mark(Job job, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Job>> set) =>
        writer.Run(db => { db.Jobs.Where(j => j.Id == job.Id).ExecuteUpdate(set); });

    /// <summary>10 s, 20 s, … up to 6 h, a fifth of it by chance so that jobs that failed together do not come back together.</summary>
    internal static TimeSpan Wait(int attempt, Exception e)
    {
        var seconds = Math.Min(6 * 3600, 10 * Math.Pow(2, attempt - 1));
        if (e is Refusal { RetryAfter: { } asked }) seconds = Math.Max(seconds, asked.TotalSeconds);
        return TimeSpan.FromSeconds(seconds * (0.8 + RandomNumberGenerator.GetInt32(0, 4001) / 10_000.0));
    }

    /// <summary>When to look again, seen from <paramref name="now"/>.</summary>
    private async Task<DateTimeOffset> Next(DateTimeOffset now, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        string[] known = [.. workers.Keys];
        var next = await scope.ServiceProvider.GetRequiredService<Db>().Jobs
            .Where(j => j.DoneAt == null && j.FailedAt == null && j.ClaimedUntil == null && known.Contains(j.Kind))
            .OrderBy(j => j.DueAt).Select(j => (DateTimeOffset?)j.DueAt).FirstOrDefaultAsync(ct);
        if (next is null || next > now + Poll) return now + Poll;
        // Due already and not taken: all hands are busy, and the first to be free rings.
        return next <= now ? now + TimeSpan.FromSeconds(1) : next.Value;
    }
}
