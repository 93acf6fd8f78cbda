namespace Zhibo.Tests;

/// <summary>The town's time: stands still until a story moves it, and then rings every timer on the way, in order.</summary>
public sealed class TownClock : TimeProvider
{
    /// <summary>Sunday morning in Sichuan.</summary>
    public static readonly DateTimeOffset Morning = new(2025, 4, 20, 0, 30, 0, TimeSpan.Zero);

    private const int MostStrides = 200;
    private static readonly TimeSpan ShortWay = TimeSpan.FromHours(1);

    private readonly Lock gate = new();
    private readonly List<Bell> bells = [];
    private DateTimeOffset now = Morning;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (gate) return now;
    }

    public override long GetTimestamp() => GetUtcNow().UtcTicks;

    public void Advance(TimeSpan by)
    {
        var until = GetUtcNow() + by;
        var stride = by > ShortWay ? TimeSpan.FromMilliseconds(Math.Floor(by.TotalMilliseconds / MostStrides)) : TimeSpan.Zero;
        while (NextBell(until, stride) is { } bell) bell.Ring();
        lock (gate) now = until > now ? until : now;
    }

    /// <summary>A long way in one stride: every timer on it rings once, at its end. Whoever asks every few seconds whether there is
    /// something to do would be asked thousands of times on the way.</summary>
    public void Leap(TimeSpan by)
    {
        lock (gate) now += by;
        Advance(TimeSpan.Zero);
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var bell = new Bell(this, () => callback(state));
        bell.Change(dueTime, period);
        return bell;
    }

    /// <summary>Takes the earliest bell due by then and moves the time to it. Over a long way the time moves in strides: what asks
    /// every few seconds whether there is something to do is asked a few hundred times, not a million.</summary>
    private Bell? NextBell(DateTimeOffset until, TimeSpan stride)
    {
        lock (gate)
        {
            var bell = bells.Where(b => b.Due <= until).MinBy(b => b.Due);
            if (bell is null) return null;
            if (bell.Due > now) now = bell.Due > now + stride ? bell.Due : now + stride < until ? now + stride : until;
            bell.Rearm(now);
            return bell;
        }
    }

    private sealed class Bell(TownClock clock, Action ring) : ITimer
    {
        private TimeSpan period = Timeout.InfiniteTimeSpan;

        public DateTimeOffset Due { get; private set; }

        public void Ring() => ring();

        public void Rearm(DateTimeOffset now)
        {
            if (period > TimeSpan.Zero) Due = now + period;
            else clock.bells.Remove(this);
        }

        public bool Change(TimeSpan dueTime, TimeSpan every)
        {
            lock (clock.gate)
            {
                clock.bells.Remove(this);
                period = every;
                if (dueTime < TimeSpan.Zero) return true;
                Due = clock.now + dueTime;
                if (dueTime > TimeSpan.Zero)
                {
                    clock.bells.Add(this);
                    return true;
                }
                if (every > TimeSpan.Zero)
                {
                    Due = clock.now + every;
                    clock.bells.Add(this);
                }
            }
            // Due at once: as with a real timer, not on the caller's stack.
            ThreadPool.QueueUserWorkItem(_ => ring());
            return true;
        }

        public void Dispose()
        {
            lock (clock.gate) clock.bells.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
