using System.Collections.Concurrent;

namespace Zhibo.Shared.Facts;

/// <summary>
/// What a node holds of the database as one value that never changes: read when first asked for, and again after a change.
/// Whoever asks after a change was announced gets a value that contains it; a reading that failed is made up for by the next.
/// </summary>
/// <param name="load">Reads everything.</param>
/// <param name="renew">Makes a new value of the old one and the ids of what changed; without it everything is read again.</param>
public sealed class Held<T>(Func<T> load, Func<T, IReadOnlySet<long>, T>? renew = null)
    where T : class
{
    /// <summary>More changes than this at once, and everything is read.</summary>
    private const int MostSingly = 2000;

    private readonly Lock gate = new();
    private readonly ConcurrentQueue<long> stale = new();
    private Made? made;
    private long changes;
    private long wholly;

    /// <param name="Changes">How many changes it contains.</param>
    private sealed record Made(T Value, long Changes);

    public T Now
    {
        get
        {
            var known = Volatile.Read(ref made);
            if (known?.Changes == Interlocked.Read(ref changes)) return known.Value;
            lock (gate)
            {
                known = made;
                // Read before what changed is taken: what comes in between is counted as not contained.
                var upTo = Interlocked.Read(ref changes);
                if (known?.Changes == upTo) return known.Value;
                // Whatever fails below, the next one reads everything.
                Volatile.Write(ref made, null);
                var fresh = new Made(Make(known?.Value), upTo);
                Volatile.Write(ref made, fresh);
                return fresh.Value;
            }
        }
    }

    /// <summary>What is held now, if anything, however old: for those who only want to know whether they are concerned.</summary>
    public T? Known => Volatile.Read(ref made)?.Value;

    /// <summary>One row changed.</summary>
    public void Changed(long id)
    {
        stale.Enqueue(id);
        Interlocked.Increment(ref changes);
    }

    /// <summary>Nobody knows what changed.</summary>
    public void Changed()
    {
        Interlocked.Exchange(ref wholly, 1);
        Interlocked.Increment(ref changes);
    }

    private T Make(T? old)
    {
        var all = Interlocked.Exchange(ref wholly, 0) == 1;
        HashSet<long> ids = [];
        while (stale.TryDequeue(out var id)) ids.Add(id);
        return old is null || all || renew is null || ids.Count > MostSingly ? load() : renew(old, ids);
    }
}
