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
    private long _hits;

    /// <summary>Pages served from here since the start.</summary>
    public long Hits => Interlocked.Read(ref _hits);

    /// <summary>Something that a page may show has changed.</summary>
    public void Stale() => Interlocked.Increment(ref _version);

    internal long Version => Interlocked.Read(ref _version);

    public ReadOnlyMemory<byte> Find(string key)
    {
        if (!_pages.TryGetValue(key, out var held) || held.Version != Version || held.Until <= clock.GetUtcNow()) return default;
        Interlocked.Increment(ref _hits);
        return held.Html;
    }

    /// <summary>Asks <see cref="PageWriter"/> to keep the page it writes for this request.</summary>
    public void Wish(HttpContext http, string key) => http.Features.Set(new PageWish(this, key, Version));

    /// <summary>For a page whose headers say something that a kept page could not.</summary>
    public static void DoNotKeep(HttpContext http) => http.Features.Set<PageWish>(null);

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
/// <param name="asks">What may stand in its query and asks for another page of that kind. Anything else may say something to
/// one reader alone.</param>
public sealed class SameForStrangers(params string[] asks)
{
    /// <summary>A stream with older pages.</summary>
    public static readonly SameForStrangers Mark = new("before");

    public bool Takes(IQueryCollection query)
    {
        foreach (var (name, values) in query)
            if (!asks.Contains(name) || values.Count != 1) return false;
        return true;
    }
}
