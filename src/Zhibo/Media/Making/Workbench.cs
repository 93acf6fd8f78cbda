using Zhibo.Media.Worker;
using Zhibo.Shared;

namespace Zhibo.Media.Making;

/// <summary>
/// The workers. As many at once as the machine has cores; each does a number of files, since starting one costs as much as
/// a picture, and ends when nobody has sent anything for a while.
/// </summary>
public sealed class Workbench(ILogger<Workbench> log) : IAsyncDisposable
{
    private const int OrdersEach = 100;
    private static readonly int Most = Math.Clamp(Environment.ProcessorCount, 1, 4);
    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(2), Queueing = TimeSpan.FromSeconds(30);

    private readonly SemaphoreSlim places = new(Most);
    private readonly Stack<WorkerProcess> waiting = new();
    private readonly Lock gate = new();
    private readonly HashSet<Task> unfinished = [];
    private ITimer? evening;
    private bool closed;

    /// <summary>What libvips the workers have; null where there is none.</summary>
    public async Task<string?> Version(CancellationToken ct)
    {
        using var worker = await WorkerProcess.Start(ct);
        return worker.Version;
    }

    /// <summary>Done in full.</summary>
    internal Task Quiet()
    {
        lock (gate) return Task.WhenAll(unfinished);
    }

    /// <summary>Has an order done. What takes longer goes on afterwards: <paramref name="rest"/> is called when it is there,
    /// or with null when it came to nothing.</summary>
    internal async Task<WorkResult> Do(WorkOrder order, Func<bool, Task> rest, CancellationToken ct)
    {
        if (!await places.WaitAsync(Queueing, ct)) throw new Refusal(RefusalKind.Busy, "media.busy") { RetryAfter = Queueing };
        WorkerProcess? worker = null;
        var (kept, more) = (false, false);
        try
        {
            worker = Take() ?? await WorkerProcess.Start(ct);
            await worker.Say(order);
            // Not cancelled by a sender who goes away: a worker in the middle of a file is of no use to the next.
            var first = await worker.Hear(Patience(order), CancellationToken.None);
            more = first is { More: true };
            if (more) Follow(worker, order, rest);
            kept = first is not null;
            return first ?? Died(order);
        }
        catch (Exception e) when (e is TimeoutException or IOException)
        {
            log.LogWarning("A media worker was ended over a {Format}: {Reason}", order.Format, e.Message);
            return WorkResult.Refused(e is TimeoutException ? "media.took_too_long" : "media.broken");
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            log.LogError("The media worker does not start: {Reason}", e.Message);
            return WorkResult.Refused("media.no_pictures");
        }
        finally
        {
            if (!more) Back(worker, kept);
        }
    }

    private static TimeSpan Patience(WorkOrder order) => TimeSpan.FromSeconds(order.MostSeconds * 2);

    private WorkResult Died(WorkOrder order)
    {
        log.LogWarning("A media worker died over a {Format}", order.Format);
        return WorkResult.Refused("media.broken");
    }

    private void Follow(WorkerProcess worker, WorkOrder order, Func<bool, Task> rest)
    {
        var task = Task.Run(async () =>
        {
            var done = false;
            try
            {
                done = await worker.Hear(Patience(order), CancellationToken.None) is { Refusal: null };
                await rest(done);
            }
            catch (Exception e) when (e is TimeoutException or IOException or Refusal)
            {
                log.LogWarning("The larger files of a {Format} came to nothing: {Reason}", order.Format, e.Message);
            }
            finally
            {
                Back(worker, done);
            }
        });
        lock (gate) unfinished.Add(task);
        task.ContinueWith(
            ended =>
            {
                lock (gate) unfinished.Remove(ended);
            },
            TaskScheduler.Default);
    }

    private WorkerProcess? Take()
    {
        lock (gate) return waiting.TryPop(out var worker) ? worker : null;
    }

    private void Back(WorkerProcess? worker, bool kept)
    {
        lock (gate)
        {
            if (kept && !closed && worker!.Orders < OrdersEach)
            {
                waiting.Push(worker);
                worker = null;
                evening ??= TimeProvider.System.CreateTimer(_ => GoHome(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
                evening.Change(Idle, Timeout.InfiniteTimeSpan);
            }
        }
        worker?.Dispose();
        places.Release();
    }

    private void GoHome()
    {
        while (Take() is { } worker) worker.Dispose();
    }

    public async ValueTask DisposeAsync()
    {
        lock (gate) closed = true;
        await Quiet();
        if (evening is not null) await evening.DisposeAsync();
        GoHome();
        places.Dispose();
    }
}
