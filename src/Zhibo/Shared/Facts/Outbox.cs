using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Http;

namespace Zhibo.Shared.Facts;

/// <summary>
/// Acts on facts after their commit. A batch of them is handled and its rows are deleted in ONE turn of the writer, so
/// each consequence happens exactly once, whenever the process dies. A fact whose handler fails is found by going one by
/// one, waits for a growing while, and holds up nobody.
/// </summary>
public sealed class Outbox(Writer writer, Engine engine, FactRegistry facts, TimeProvider clock, Telemetry telemetry, ILogger<Outbox> log) : BackgroundService
{
    private const int Most = 64, Fewest = 8;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(2), LongestWait = TimeSpan.FromHours(1);

    // Between two batches the writer belongs to people. Real time: it paces this machine, whatever clock the city has.
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan TooLong = TimeSpan.FromMilliseconds(20);

    private readonly SemaphoreSlim one = new(1);
    private int batch = Fewest;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var wakeUp = new WakeUp(clock);
        writer.FactsLeft += wakeUp.Ring;
        await Task.Yield();
        while (!stoppingToken.IsCancellationRequested)
        {
            var look = clock.GetUtcNow() + Poll;
            try
            {
                // A batch that was not full emptied the box; what came since has rung.
                while ((await Pass(stoppingToken)).Full) await Breathe(stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested) { break; }
            catch (Refusal busy) { log.LogWarning("Facts wait: {Reason}", busy.Word); }
            catch (Exception e) { log.LogError("The outbox stumbled and goes on: {Trace}", ExceptionText.Of(e)); }
            await wakeUp.Wait(look, stoppingToken);
            await Breathe(stoppingToken);
        }
        writer.FactsLeft -= wakeUp.Ring;
    }

    /// <summary>Acts on everything that is due now, and on what follows from it.</summary>
    public async Task Drain(CancellationToken ct = default)
    {
        while ((await Pass(ct)).Handled > 0) ;
    }

    private static async Task Breathe(CancellationToken ct) =>
        await Task.Delay(Breath, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    private async Task<(int Handled, bool Full)> Pass(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        var size = batch;
        var started = Stopwatch.GetTimestamp();
        try
        {
            var (rows, again) = await writer.Run(db => (Handle(db, Claim(db, size)), FailedAndDue(db)), ct);
            Show(rows);
            var took = Stopwatch.GetElapsedTime(started);
            batch = Math.Clamp(took > TooLong ? size / 2 : took < TooLong / 2 ? size * 2 : size, Fewest, Most);
            foreach (var id in again) await One(id, ct);
            return (rows.Count + again.Count, rows.Count == size || again.Count == Fewest);
        }
        catch (Exception e) when (!Passing(e))
        {
            var ids = await writer.Run(db => Claim(db, size).ConvertAll(r => r.Id), ct);
            foreach (var id in ids) await One(id, ct);
            return (ids.Count, true);
        }
        finally { one.Release(); }
    }

#pragma warning disable EF1003 // What is appended is a constant of the engine.
    private async Task One(long id, CancellationToken ct)
    {
        try
        {
            Show(await writer.Run(db => Handle(db, db.Outbox.FromSqlRaw("SELECT * FROM outbox WHERE id = {0}" + engine.SkipLocked, id).AsNoTracking().ToList()), ct));
        }
        catch (Exception e) when (!Passing(e))
        {
            telemetry.FactsFailed.Add(1);
            var first = await writer.Run(db => Postpone(db, id, e), ct);
            if (first is not null) log.LogError("Fact {Fact} {Id} could not be acted on and will be tried again: {Trace}", first, id, ExceptionText.Of(e));
        }
    }

    private List<OutboxRow> Claim(Db db, int most) =>
        db.Outbox.FromSqlRaw("SELECT * FROM outbox WHERE attempts = 0 ORDER BY id LIMIT {0}" + engine.SkipLocked, most).AsNoTracking().ToList();
#pragma warning restore EF1003

    private List<long> FailedAndDue(Db db)
    {
        var now = clock.GetUtcNow();
        return db.Outbox.Where(r => r.Attempts > 0 && r.DueAt <= now).OrderBy(r => r.DueAt).Select(r => r.Id).Take(Fewest).ToList();
    }

    /// <summary>What a command beside the site changed, once it is ours to show.</summary>
    private void Show(List<OutboxRow> rows)
    {
        foreach (var row in rows.Where(r => r.Kind.StartsWith(OutboxRow.ToShow, StringComparison.Ordinal)))
        {
            try
            {
                if (facts.Read(row.Kind[OutboxRow.ToShow.Length..], row.Payload) is { } fact) facts.Show(fact);
            }
            catch (Exception e) { log.LogError("A watcher failed: {Trace}", ExceptionText.Of(e)); }
        }
    }

    private List<OutboxRow> Handle(Db db, List<OutboxRow> rows)
    {
        if (rows.Count == 0) return rows;
        foreach (var row in rows)
            if (facts.Read(row.Kind, row.Payload) is { } fact) facts.Handle(fact, db);
        var ids = rows.ConvertAll(r => r.Id);
        if (db.Outbox.Where(r => ids.Contains(r.Id)).ExecuteDelete() != rows.Count) throw new InvalidOperationException("Somebody else acted on these facts.");
        telemetry.FactsHandled.Add(rows.Count);
        telemetry.FactDelay.Record((clock.GetUtcNow() - Ids.TimeOf(rows[0].Id)).TotalSeconds);
        return rows;
    }

    /// <summary>The fact's kind at its first failure, else null: it is logged once.</summary>
    private string? Postpone(Db db, long id, Exception e)
    {
        var row = db.Outbox.AsTracking().FirstOrDefault(r => r.Id == id);
        if (row is null) return null;
        row.Attempts++;
        row.DueAt = clock.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, 5 * Math.Pow(2, row.Attempts - 1)));
        row.LastError = e.GetType().Name;
        return row.Attempts == 1 ? row.Kind : null;
    }

    /// <summary>The database's trouble, not the fact's: it will go away.</summary>
    private static bool Passing(Exception e) => e is Refusal { Kind: RefusalKind.Busy } or OperationCanceledException;
}
