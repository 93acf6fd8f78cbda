using Zhibo.Accounts.Acting;

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

    /// <summary>A frozen account reads and says nothing.</summary>
    public bool Frozen { get; init; }

    /// <summary>Set when the person acts for an office: account, handle and nickname are the office's then.</summary>
    public ActingSeat? Seat { get; init; }

    /// <summary>The person behind an office; null where somebody acts for themselves. Use cases that take an account take this
    /// with it.</summary>
    public long? ActingUser => Seat is null ? null : UserId;

    public Voice Voice => new(AccountId, ActingUser, Seat);

    /// <summary>Set when a browser calls; such calls are checked for their origin.</summary>
    public long? SessionId { get; init; }

    /// <summary>Set when a program calls with a bearer token.</summary>
    public long? TokenId { get; init; }

    /// <summary>Mastodon's scopes of the token; a browser may do everything.</summary>
    public string[]? Scopes { get; init; }

    /// <summary>True if one of the scopes was granted. <c>write</c> covers <c>write:statuses</c>, as in Mastodon.</summary>
    public bool May(params ReadOnlySpan<string> anyOf)
    {
        if (Scopes is null) return true;
        foreach (var granted in Scopes)
            foreach (var wanted in anyOf)
                if (AccessScopes.Covers(granted, wanted)) return true;
        return false;
    }
}
