namespace Zhibo.Accounts.Pages;

/// <param name="Back">A path of this site.</param>
public sealed record SignInView(string Name, string Back, bool MaySignUp);

public sealed record CodeView(string Back);

public sealed record SignUpView(string Back)
{
    public string Handle { get; init; } = "";

    public string Nickname { get; init; } = "";

    public string Email { get; init; } = "";

    public string Reason { get; init; } = "";

    public bool NeedsApproval { get; init; }

    public bool MailWorks { get; init; }

    public bool Closed { get; init; }
}

public sealed record ForgotView(string Name, bool MailWorks);

public sealed record ResetView(string Token);

public sealed record ConfirmMailView(string Pass);

/// <summary>A page that only says something; both are word keys.</summary>
public sealed record MessageView(string TitleWord, string TextWord, string? Href = null, string? LinkWord = null);
