namespace Zhibo.Posts.Live;

/// <summary>A stream of its own that a module above offers to open pages: <c>/events?stream=hall:deyang</c>.</summary>
/// <param name="Kind">What stands before the colon.</param>
/// <param name="Of">By what stands behind it: whether a post belongs there, asked at each; null when there is no such stream.</param>
public sealed record LiveSource(string Kind, Func<string, CancellationToken, ValueTask<Func<PostPublished, bool>?>> Of)
{
    public const char Colon = ':';
}
