using System.Diagnostics;
using System.Threading.Channels;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>
/// The only way to write. Use cases hand in a synchronous piece of work; a lane (one thread, one connection, one
/// context) takes what is waiting, runs it in ONE transaction and answers everybody after the commit: with every commit
/// durable, 3,300 posts/s on SQLite against 1,400 with a transaction each (docs/decisions/0004).
/// The work may be run again, alone, when a neighbour in its group failed: it must have no effect outside the database
/// and await nothing.
/// </summary>
public sealed class Writer : IAsyncDisposable
{
    private const int GroupSize = 64;
    private readonly Channel<WorkItem> queue = Channel.CreateBounded<WorkItem>(new BoundedChannelOptions(4096) { SingleReader = false });
    private readonly Engine engine;
    private readonly FactRegistry facts;
    private readonly Ids ids;
    private readonly TimeProvider clock;
    private readonly Telemetry telemetry;
    private readonly ILogger<Writer> log;
    private readonly Thread[] lanes;

    public Writer(Engine engine, FactRegistry facts, Ids ids, TimeProvider clock, Telemetry telemetry, ILogger<Writer> log)
    {
        (this.engine, this.facts, this.ids, this.clock, this.telemetry, this.log) = (engine, facts, ids, clock, telemetry, log);
        lanes = [.. Enumerable.Range(0, engine.WriterLanes).Select(n => new Thread(Lane) { Name = $"writer {n}", IsBackground = true })];
        foreach (var lane in lanes) lane.Start();
    }

    /// <summary>Work that sees what was written before it, by its neighbours in the group too.</summary>
    public Task<T> Run<T>(Func<Db, T> work, CancellationToken ct = default) => Queue(new WorkItem<T>(work), ct);

    public Task Run(Action<Db> work, CancellationToken ct = default) => Run<object?>(db => { work(db); return null; }, ct);

    /// <summary>Work that is asked for thousands of times a second and that a unique key protects from its neighbours: their
    /// rows are saved together with its own, so its queries may not see them.</summary>
    public Task<T> RunBeside<T>(Func<Db, T> work, CancellationToken ct = default) => Queue(new WorkItem<T>(work) { Beside = true }, ct);

    private async Task<T> Queue<T>(WorkItem<T> item, CancellationToken ct)
    {
        if (!queue.Writer.TryWrite(item))
        {
            try { await queue.Writer.WriteAsync(item, ct); }
            catch (ChannelClosedException) { throw new Refusal(RefusalKind.Busy, "shared.stopping") { RetryAfter = TimeSpan.FromSeconds(5) }; }
        }
        // Not cancelled once queued: the caller learns the truth about its write.
        return await item.Done.Task;
    }

    private void Lane()
    {
        using var lane = new WriterLane(engine);
        var group = new List<WorkItem>(GroupSize);
        var reader = queue.Reader;
        while (reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            while (group.Count < GroupSize && reader.TryRead(out var item)) group.Add(item);
            if (group.Count == 0) continue;
            var started = Stopwatch.GetTimestamp();
            RunGroup(lane, group);
            telemetry.WriterGroup.Record(group.Count);
            telemetry.WriterSeconds.Record(Stopwatch.GetElapsedTime(started).TotalSeconds);
            group.Clear();
        }
    }

    /// <summary>All together; if one fails, the others together again and the failed one alone, so that its refusal
    /// rests on what is really committed.</summary>
    private void RunGroup(WriterLane lane, List<WorkItem> group)
    {
        if (group.Count == 1)
        {
            RunAlone(lane, group[0]);
            return;
        }
        if (TryTogether(lane, group)) return;
        var rest = group.Where(i => i.Error is null).ToList();
        var failed = group.Where(i => i.Error is not null).ToList();
        if (rest.Count > 0 && failed.Count > 0 && TryTogether(lane, rest)) rest.Clear();
        foreach (var item in rest) RunAlone(lane, item);
        foreach (var item in failed) RunAlone(lane, item);
    }

    private bool TryTogether(WriterLane lane, List<WorkItem> group)
    {
        foreach (var item in group) item.Error = null;
        var turn = new Turn(ids, clock);
        try
        {
            lane.Begin(turn);
            foreach (var (place, item) in group.Index())
            {
                if (place > 0 && !item.Beside) lane.Db.SaveChanges();
                item.Try(lane.Db);
            }
            if (group.Exists(i => i.Error is not null)) { lane.Rollback(); return false; }
            Finish(lane, turn);
        }
        catch (Exception e)
        {
            lane.Rollback();
            if (!lane.IsLost(e)) return false;
            // No database, no use in trying each one: everybody hears it at once.
            lane.Reopen();
            foreach (var item in group) item.Fail(engine.Translate(e));
            return true;
        }
        Announce(turn);
        foreach (var item in group) item.Answer();
        return true;
    }

    private void RunAlone(WriterLane lane, WorkItem item)
    {
        var turn = TryAlone(lane, item);
        // Another node was there first: what it wrote can be seen now.
        if (item.Error is { } e && engine.IsWorthAnotherTry(e)) turn = TryAlone(lane, item);
        if (item.Error is null) Announce(turn);
        else item.Error = engine.Translate(item.Error);
        item.Answer();
    }

    private Turn TryAlone(WriterLane lane, WorkItem item)
    {
        item.Error = null;
        var turn = new Turn(ids, clock);
        try
        {
            lane.Begin(turn);
            item.Try(lane.Db);
            if (item.Error is not null) lane.Rollback();
            else Finish(lane, turn);
        }
        catch (Exception e)
        {
            lane.Rollback();
            item.Error = e;
            if (lane.IsLost(e)) lane.Reopen();
        }
        return turn;
    }

    private void Finish(WriterLane lane, Turn turn)
    {
        foreach (var fact in turn.Facts)
        {
            if (facts.NeedsHandling(fact)) Leave(lane.Db, turn, fact.GetType().Name, fact);
            // PostgreSQL tells everybody by NOTIFY.
            if (engine is { Beside: true, SharedWithOtherNodes: false } && facts.IsWatched(fact)) Leave(lane.Db, turn, OutboxRow.ToShow + fact.GetType().Name, fact);
        }
        lane.Commit(turn, engine.SharedWithOtherNodes ? [.. turn.Facts.Where(facts.IsWatched)] : []);
    }

    private void Leave(Db db, Turn turn, string kind, Fact fact)
    {
        db.Outbox.Add(new OutboxRow { Id = ids.Next(), Kind = kind, Payload = FactRegistry.Write(fact), DueAt = turn.Now });
        turn.LeftFacts = true;
    }

    private void Announce(Turn turn)
    {
        foreach (var fact in turn.Facts)
        {
            try { facts.Show(fact); }
            catch (Exception e) { log.LogError(e, "A watcher of {Fact} failed", fact.GetType().Name); }
        }
        if (turn.LeftFacts) FactsLeft?.Invoke();
        if (turn.QueuedJobs) JobsQueued?.Invoke();
    }

    /// <summary>Facts were committed that somebody must act on: wakes the outbox.</summary>
    public event Action? FactsLeft;

    public event Action? JobsQueued;

    public async ValueTask DisposeAsync()
    {
        queue.Writer.TryComplete();
        await Task.Run(() => { foreach (var lane in lanes) lane.Join(); });
    }

    private abstract class WorkItem
    {
        public Exception? Error { get; set; }

        public bool Beside { get; init; }

        public abstract void Try(Db db);

        public abstract void Answer();

        public void Fail(Exception e)
        {
            Error = e;
            Answer();
        }
    }

    private sealed class WorkItem<T>(Func<Db, T> work) : WorkItem
    {
        private T result = default!;

        public TaskCompletionSource<T> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Try(Db db)
        {
            try { result = work(db); }
            catch (Exception e) { Error = e; }
        }

        public override void Answer()
        {
            if (Error is null) Done.SetResult(result);
            else Done.SetException(Error);
        }
    }
}
