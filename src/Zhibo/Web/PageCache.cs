using System.Collections.Concurrent;

namespace Zhibo.Web;

/// <summary>
/// Whole pages for strangers, who all see the same. Any change of what pages show makes every held page stale at once
/// (<see cref="Stale"/>), so nobody is shown yesterday's city; a quiet second already serves thousands of readers.
/// </summary>
public sealed class PageCache(TimeProvider clock)
{
    private const long MostBytes = 48L * 1024 * 1024;

    /// <summary>Figures beside the stream are counted anew once a minute.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    private ConcurrentDictionary<string, Held> _pages = new(StringComparer.Ordinal);
    private long _bytes;
    private long _version;

    /// <summary>Something that a page may show has changed.</summary>
    public void Stale() => Interlocked.Increment(ref _version);

    internal long Version => Interlocked.Read(ref _version);

    public ReadOnlyMemory<byte> Find(string key) =>
        _pages.TryGetValue(key, out var held) && held.Version == Version && held.Until > clock.GetUtcNow() ? held.Html : default;

    /// <summary>Asks <see cref="PageWriter"/> to keep the page it writes for this request.</summary>
    public void Wish(HttpContext http, string key) => http.Features.Set(new PageWish(this, key, Version));

    internal void Keep(string key, long version, ReadOnlySpan<byte> html)
    {
        // Read while something changed: true for this reader, perhaps not for the next.
        if (version != Version) return;
        _pages[key] = new(version, clock.GetUtcNow() + Longest, html.ToArray());
        if (Interlocked.Add(ref _bytes, html.Length) < MostBytes) return;
        _pages = new(StringComparer.Ordinal);
        Interlocked.Exchange(ref _bytes, 0);
    }

    private sealed record Held(long Version, DateTimeOffset Until, byte[] Html);
}

/// <summary>Set on a request whose page may be shown to others.</summary>
internal sealed record PageWish(PageCache Cache, string Key, long Version)
{
    public void Keep(ReadOnlySpan<byte> html) => Cache.Keep(Key, Version, html);
}

/// <summary>Marks endpoints whose page is the same for all strangers.</summary>
public sealed class SameForStrangers
{
    public static readonly SameForStrangers Mark = new();
}
