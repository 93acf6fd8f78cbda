using System.ComponentModel.DataAnnotations;

namespace Zhibo.Agencies.Seats.Api;

/// <summary>A seat of the caller.</summary>
/// <param name="MaySpeak">The agency is vouched for and not frozen.</param>
/// <param name="Rights">desk, speak, answer, review, supervise, profile, manage.</param>
internal sealed record MySeatJson(string Id, string Handle, string Name, string? Avatar, bool MaySpeak, IReadOnlyList<string> Rights);

internal sealed record TeamJson(IReadOnlyList<MemberJson> Members, IReadOnlyList<OpenInvitationJson> Invitations, IReadOnlyList<TeamOfficialJson> Officials);

internal sealed record MemberJson(string Handle, string Nickname, IReadOnlyList<SeatJson> Seats);

/// <param name="Role">editor, reviewer, handler, supervisor, manager.</param>
/// <param name="GlassReason">Why somebody took over in an emergency; null for an ordinary seat.</param>
internal sealed record SeatJson(string Role, DateTimeOffset? ExpiresAt, string? GlassReason);

/// <param name="By">Nickname of who invited; null: the site.</param>
internal sealed record OpenInvitationJson(string Id, string Role, string? By, DateTimeOffset ExpiresAt);

/// <param name="HasLogin">Signed in once.</param>
/// <param name="CodeId">Of a sign-in code that nobody used yet; it is withdrawn like an invitation.</param>
internal sealed record TeamOfficialJson(string Handle, string Nickname, string Title, bool Former, bool HasLogin, string? CodeId);

internal sealed record GrantJson
{
    /// <summary>Handle or nickname.</summary>
    [Required]
    public string? Person { get; init; }

    /// <summary>editor, reviewer, handler, supervisor or manager.</summary>
    [Required]
    public string? Role { get; init; }
}

internal sealed record GlassJson
{
    /// <summary>Everybody at the agency reads it.</summary>
    [Required]
    public string? Reason { get; init; }
}

internal sealed record InviteJson
{
    /// <summary>editor, reviewer, handler, supervisor or manager.</summary>
    [Required]
    public string? Role { get; init; }

    /// <summary>How long the code is valid, 1 to 30 days; left out: 7.</summary>
    public int? Days { get; init; }
}

internal sealed record InviteOfficialJson
{
    /// <summary>How long the code is valid, 1 to 30 days; left out: 7.</summary>
    public int? Days { get; init; }
}

/// <summary>A code that works once; it is told this once.</summary>
internal sealed record CodeJson(string Id, string Code, string Link, DateTimeOffset ExpiresAt);

/// <param name="Role">Of the seat; null where the code signs an official in, which is done on the page.</param>
/// <param name="Official">Name of that official.</param>
internal sealed record InvitationJson(string Agency, string Name, string? Role, string? Official, DateTimeOffset ExpiresAt);
