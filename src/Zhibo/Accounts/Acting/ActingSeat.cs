using Zhibo.Shared;

namespace Zhibo.Accounts.Acting;

/// <summary>What a person may do in an office's name.</summary>
[Flags]
public enum ActingRights
{
    None = 0,

    /// <summary>Open the desk of the office and read its queues.</summary>
    Desk = 1,

    /// <summary>Publish, edit and delete posts.</summary>
    Speak = 2,

    /// <summary>Comment, repost and like: answer people.</summary>
    Answer = 4,

    /// <summary>Release what others wrote.</summary>
    Review = 8,

    /// <summary>Urge, send back, read the audit log.</summary>
    Supervise = 16,

    /// <summary>Change profile, contact and duties.</summary>
    Profile = 32,

    /// <summary>Give and take seats, invite, vouch for agencies below.</summary>
    Manage = 64,
}

/// <summary>An account that a person may act for without its password.</summary>
public sealed record ActingSeat(long AccountId, string Handle, string Nickname, ActingRights Rights)
{
    public string? AvatarUrl { get; init; }

    /// <summary>A frozen office says nothing.</summary>
    public bool Frozen { get; init; }

    /// <summary>Somebody vouches for it: others may not speak as an office.</summary>
    public bool Sealed { get; init; }

    /// <summary>Which seal it wears while somebody vouches.</summary>
    public SealKind? Seal { get; init; }

    /// <summary>Could say something now.</summary>
    public bool HasVoice => Sealed && !Frozen;

    public bool May(ActingRights right) => (Rights & right) == right;
}

/// <summary>Who may act for whom; the module of agencies puts its own answers here.</summary>
public sealed class ActingSeats
{
    /// <summary>The accounts a user sits at, in the order of a menu.</summary>
    public Func<long, CancellationToken, ValueTask<IReadOnlyList<ActingSeat>>> Of { get; init; } = (_, _) => new([]);

    /// <summary>User and account: the seat, own or handed down from above; null when there is none.</summary>
    public Func<long, long, CancellationToken, ValueTask<ActingSeat?>> At { get; init; } = (_, _, _) => new((ActingSeat?)null);

    /// <summary>The accounts that stand under an account, level by level, without itself.</summary>
    public Func<long, IReadOnlyCollection<long>> Below { get; init; } = _ => [];

    /// <summary>In whose name a use case runs; refused where the person has no seat.</summary>
    /// <param name="person">The user who acts for an office; null where an account acts for itself.</param>
    public async ValueTask<Voice> VoiceOf(long? person, long accountId, CancellationToken ct)
    {
        if (person is not { } user) return Voice.Own(accountId);
        return new(accountId, user, await At(user, accountId, ct) ?? throw new Refusal(RefusalKind.Forbidden, "accounts.no_seat"));
    }
}
