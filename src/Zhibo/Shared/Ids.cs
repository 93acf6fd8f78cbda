using System.Security.Cryptography;

namespace Zhibo.Shared;

/// <summary>Time-ordered ids: Unix milliseconds in the upper 48 bits, then 12 bits of sequence and 4 bits of node.
/// They sort by creation on both databases, and <see cref="TimeOf"/> gives the time back, so no table needs a created_at.</summary>
public sealed class Ids(TimeProvider clock, int node = 0)
{
    private const int Step = 1 << 4;
    private long last;
    private int past = RandomNumberGenerator.GetInt32(1 << 12);

    public long Next()
    {
        while (true)
        {
            var before = Interlocked.Read(ref last);
            var now = clock.GetUtcNow().ToUnixTimeMilliseconds() << 16;
            var next = Math.Max(now, (before & ~0xFL) + Step) | (long)node;
            if (Interlocked.CompareExchange(ref last, next, before) == before) return next;
        }
    }

    /// <summary>An id for something that happened earlier (imports). Callers check that it is free.</summary>
    public long At(DateTimeOffset time) =>
        (time.ToUnixTimeMilliseconds() << 16) | ((uint)Interlocked.Increment(ref past) & 0xFFF) << 4 | (uint)node;

    /// <summary>For a deterministic city: the sequence of <see cref="At"/> starts at zero.</summary>
    public static Ids Deterministic(TimeProvider clock) => new(clock) { past = 0 };

    public static DateTimeOffset TimeOf(long id) => DateTimeOffset.FromUnixTimeMilliseconds(id >> 16);

    /// <summary>The smallest id of that moment: a keyset boundary.</summary>
    public static long Boundary(DateTimeOffset time) => time.ToUnixTimeMilliseconds() << 16;
}
