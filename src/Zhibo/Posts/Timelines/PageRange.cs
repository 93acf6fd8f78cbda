namespace Zhibo.Posts.Timelines;

/// <summary>
/// A page of a timeline by keys, in Mastodon's words: <c>max_id</c> posts older than it, <c>since_id</c> not older than it,
/// <c>min_id</c> the page right above it. Always answered newest first.
/// </summary>
public readonly record struct PageRange(long? MaxId = null, long? SinceId = null, long? MinId = null, int Limit = PageRange.UsualPosts)
{
    /// <summary>new PageRange() has Limit 0, as every struct made without arguments: compare with this instead.</summary>
    public const int UsualPosts = 20;

    public const int MostPosts = 40;

    public int Count => Math.Clamp(Limit, 1, MostPosts);

    internal long Below => MaxId ?? long.MaxValue;

    internal long Above => Math.Max(MinId ?? 0, SinceId ?? 0);

    internal bool Upwards => MinId is not null;
}
