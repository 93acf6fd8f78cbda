using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>The mail that asks whether an address is really the person's.</summary>
internal sealed class ConfirmLetters(AccountMail mail, EmailPass passes)
{
    /// <summary>A typed address as it is kept, or null for none.</summary>
    public string? Read(string typed)
    {
        if (typed.Trim().Length == 0) return null;
        if (!mail.Works) throw new Refusal(RefusalKind.NotFound, "accounts.no_mail", "email");
        return MailAddresses.Normalize(typed) ?? throw Bad();
    }

    /// <summary>Outside a turn.</summary>
    public string Write(long userId, string language, string nickname, string email) =>
        mail.Confirm(language, email, nickname, passes.Issue(userId, email));

    public static Refusal Bad() => new(RefusalKind.Invalid, "accounts.email_bad", "email");
}
