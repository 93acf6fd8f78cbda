namespace Zhibo.Accounts;

/// <summary>Who makes this request: the signed-in person and the account they act as. Null is a stranger.</summary>
public sealed record Caller(
    long UserId,
    long AccountId,
    string Handle,
    string Nickname,
    UserRole Role,
    string Language,
    string Theme,
    bool LargePrint)
{
    public string? AvatarUrl { get; init; }

    /// <summary>Set when a browser calls; such calls are checked for their origin.</summary>
    public long? SessionId { get; init; }

    /// <summary>Set when a program calls with a bearer token.</summary>
    public long? TokenId { get; init; }

    /// <summary>Mastodon's scopes of the token; a browser may do everything.</summary>
    public string[]? Scopes { get; init; }
}
