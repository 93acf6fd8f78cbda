using Zhibo.Accounts.Access;
using Zhibo.Accounts.Profiles;

namespace Zhibo.Accounts.Pages;

public sealed record ProfileForm(string Handle)
{
    public string Nickname { get; init; } = "";

    /// <summary>An official's is the one in the register.</summary>
    public bool IsNameFixed { get; init; }

    public string? AvatarUrl { get; init; }

    public string BannerUrl { get; init; } = "";

    public bool Square { get; init; }

    public string Bio { get; init; } = "";

    public bool HiddenFromSearch { get; init; }

    /// <summary>Always four rows; the last ones may be empty.</summary>
    public IReadOnlyList<AccountField> Fields { get; init; } = [];
}

public sealed record LookForm(string Language, string Theme, bool LargePrint);

/// <param name="Form">Which of the page's forms was refused.</param>
public sealed record SecurityPageView(SecurityView Security, string Form = "", string Email = "");

/// <param name="Secret">In groups of four, for typing.</param>
/// <param name="QrPath">The dark squares as one SVG path.</param>
public sealed record TotpView(string Secret, string Address, string QrPath, int QrSize);

public sealed record CodesView(IReadOnlyList<string> Codes);

/// <param name="Until">Of a mute that ends by itself.</param>
public sealed record RelationRow(string Handle, string Nickname, string? AvatarUrl, bool Square, DateTimeOffset? Until);

public sealed record RelationsView(IReadOnlyList<RelationRow> Muted, IReadOnlyList<RelationRow> Blocked);
