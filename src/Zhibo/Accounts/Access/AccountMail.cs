using Zhibo.Shared;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts.Access;

/// <summary>The letters about an account, sealed and ready to be queued.</summary>
public sealed class AccountMail(IMail mail, Settings settings, Mailbox mailbox)
{
    /// <summary>Without a domain in the settings a link would have to be made of the request's Host header, which anybody can
    /// write: then a stranger could have a link to his own site sent to a user.</summary>
    public bool Works => mail.Works && settings.Site.Domain.Length > 0;

    internal string Reset(string language, string to, string nickname, string secret)
    {
        var words = Words.For(language);
        return Seal(to, words["accounts.mail_reset_subject", settings.Site.Name],
            words["accounts.mail_reset", nickname, settings.Site.Name, Link("/reset/" + secret)]);
    }

    internal string Confirm(string language, string to, string nickname, string pass)
    {
        var words = Words.For(language);
        return Seal(to, words["accounts.mail_confirm_subject", settings.Site.Name],
            words["accounts.mail_confirm", nickname, settings.Site.Name, Link("/confirm-mail/" + pass)]);
    }

    internal string Approved(string language, string to, string nickname)
    {
        var words = Words.For(language);
        return Seal(to, words["accounts.mail_approved_subject", settings.Site.Name],
            words["accounts.mail_approved", nickname, settings.Site.Name, Link("/sign-in")]);
    }

    internal string Refused(string language, string to, string nickname, string reason)
    {
        var words = Words.For(language);
        var why = reason.Length == 0 ? "" : "\n\n" + words["accounts.mail_refused_reason", reason];
        return Seal(to, words["accounts.mail_refused_subject", settings.Site.Name],
            words["accounts.mail_refused", nickname, settings.Site.Name] + why);
    }

    private string Seal(string to, string subject, string text) => mailbox.Seal(new Letter(to, subject, text));

    /// <summary>An address of this site as it stands in mails.</summary>
    public string Link(string path)
    {
        var host = settings.Site.Domain;
        var plain = host.StartsWith("localhost", StringComparison.Ordinal) || host.StartsWith("127.", StringComparison.Ordinal);
        return (plain ? "http://" : "https://") + host + path;
    }
}
