using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Zhibo.Shared.Http;

/// <summary>How often somebody may do something: a sliding window per action and person, address or name, in memory.
/// Each node counts for itself; what must hold everywhere (lock-out) stands in the database.</summary>
public sealed class Limits(TimeProvider clock, Settings settings)
{
    private const int MostWindows = 100_000;
    private readonly ConcurrentDictionary<(string What, string Who), Window> windows = new();

    // ConcurrentDictionary.Count takes every lock there is.
    private int held;

    internal int Held => held;

    /// <summary>Counts one more, or refuses it (TooMany) when <paramref name="most"/> were counted within <paramref name="span"/>.</summary>
    public void Take(string what, string who, int most, TimeSpan span)
    {
        if (!settings.Limits.Enabled) return;
        if (Volatile.Read(ref held) >= MostWindows) Shrink();
        var wait = Find((what, who), span).Take(clock.GetUtcNow(), most);
        if (wait > TimeSpan.Zero) throw new Refusal(RefusalKind.TooMany, "shared.error.too_many") { RetryAfter = wait };
    }

    /// <summary>What went well is not counted against anybody.</summary>
    public void GiveBack(string what, string who)
    {
        if (windows.TryGetValue((what, who), out var window)) window.GiveBack();
    }

    /// <summary>Who an address is: a home has a whole /64 of IPv6.</summary>
    public static string Who(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        bytes[8..].Clear();
        return new IPAddress(bytes) + "/64";
    }

    private Window Find((string, string) key, TimeSpan span)
    {
        if (windows.TryGetValue(key, out var window)) return window;
        if (!windows.TryAdd(key, window = new Window(span))) return windows.GetValueOrDefault(key, window);
        Interlocked.Increment(ref held);
        return window;
    }

    // Memory is bounded even against somebody with a million addresses; then a few counts start again.
    private void Shrink()
    {
        var now = clock.GetUtcNow();
        foreach (var (key, window) in windows)
            if (window.IsOver(now)) Remove(key);
        foreach (var (key, _) in windows)
        {
            if (Volatile.Read(ref held) <= MostWindows / 2) return;
            Remove(key);
        }
    }

    private void Remove((string, string) key)
    {
        if (windows.TryRemove(key, out _)) Interlocked.Decrement(ref held);
    }

    /// <summary>Two neighbouring counts stand for the moments between them: exact enough, and 40 bytes.</summary>
    private sealed class Window(TimeSpan span)
    {
        private readonly Lock gate = new();
        private DateTimeOffset start;
        private int before;
        private int current;

        public TimeSpan Take(DateTimeOffset now, int most)
        {
            lock (gate)
            {
                Move(now);
                var left = 1 - (now - start) / span;
                if (before * left + current >= most) return TimeSpan.FromSeconds(Math.Max(1, Math.Ceiling(span.TotalSeconds * left)));
                current++;
                return TimeSpan.Zero;
            }
        }

        public void GiveBack()
        {
            lock (gate) current = Math.Max(0, current - 1);
        }

        public bool IsOver(DateTimeOffset now)
        {
            lock (gate) return now - start >= 2 * span;
        }

        private void Move(DateTimeOffset now)
        {
            if (now - start < span) return;
            (before, current) = now - start < 2 * span ? (current, 0) : (0, 0);
            start = before > 0 ? start + span : now;
        }
    }
}
