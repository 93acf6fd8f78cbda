using Zhibo.Accounts;

namespace Zhibo.Demo.People;

/// <summary>Somebody who speaks in the city.</summary>
internal sealed class Actor
{
    public required string Handle { get; init; }

    public required string Nickname { get; init; }

    public AccountKind Kind { get; init; }

    /// <summary>County, or 德阳市 for what belongs to the whole city.</summary>
    public required string District { get; init; }

    /// <summary>Town or community of the lowest level.</summary>
    public string Spot { get; init; } = "";

    /// <summary>公安, 卫生 … of an agency.</summary>
    public string Line { get; init; } = "";

    public string? Unit { get; init; }

    public string Bio { get; init; } = "";

    public string[] Tags { get; init; } = [];

    /// <summary>One of those who can sign in: never drawn by chance, they say only what is written for them.</summary>
    public bool IsLogin { get; init; }

    /// <summary>Null: an account without a login.</summary>
    public UserRole? Role { get; init; }

    /// <summary>Why somebody who waits for approval wants an account; null for all others.</summary>
    public string? Asks { get; init; }

    /// <summary>Of those the stream does not hear of: when they came, counted back from now.</summary>
    public TimeSpan CameBefore { get; init; }

    /// <summary>How much somebody writes, compared with others.</summary>
    public double Activity { get; set; } = 1;

    public DateTimeOffset JoinedAt { get; set; }

    public long Id { get; set; }

    public long UserId { get; set; }

    public bool IsCitizen => Kind == AccountKind.Citizen;
}
