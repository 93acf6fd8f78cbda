namespace Zhibo.Shared;

public enum RefusalKind
{
    Invalid = 422,
    SignInNeeded = 401,
    Forbidden = 403,
    NotFound = 404,
    Conflict = 409,
    TooLarge = 413,
    TooMany = 429,
    Busy = 503,
}

/// <summary>The one way to say no. <paramref name="word"/> is a key of the word files, so each door answers in its
/// reader's language; anything that is not a Refusal is a bug and answered with 500.</summary>
public sealed class Refusal(RefusalKind kind, string word, string? field = null, params object?[] args) : Exception(word)
{
    public RefusalKind Kind { get; } = kind;

    public string Word { get; } = word;

    public string? Field { get; } = field;

    public object?[] Args { get; } = args;

    /// <summary>When a retry makes sense (Busy, TooMany).</summary>
    public TimeSpan? RetryAfter { get; init; }
}
