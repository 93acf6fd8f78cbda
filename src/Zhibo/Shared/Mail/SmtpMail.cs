using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Text;

namespace Zhibo.Shared.Mail;

internal sealed class SmtpMail(Settings settings) : IMail
{
    public bool Works => true;

    public async Task Send(Letter letter, CancellationToken ct)
    {
        var mail = settings.Mail;
        using var client = new SmtpClient(mail.Host, mail.Port) { EnableSsl = mail.Tls };
        if (mail.User.Length > 0) client.Credentials = new NetworkCredential(mail.User, mail.Password);
        using var message = new MailMessage
        {
            From = new MailAddress(mail.From, settings.Site.Name, Encoding.UTF8),
            Subject = letter.Subject.ReplaceLineEndings(" "),
            SubjectEncoding = Encoding.UTF8,
            Body = letter.Text,
            BodyEncoding = Encoding.UTF8,
        };
        message.To.Add(new MailAddress(letter.To));
        foreach (var (name, value) in letter.Headers) message.Headers.Add(name, value);
        if (letter.Html is { } html) message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, MediaTypeNames.Text.Html));
        await client.SendMailAsync(message, ct);
    }
}

/// <summary>No mail server is set.</summary>
internal sealed class NoMail : IMail
{
    public bool Works => false;

    public Task Send(Letter letter, CancellationToken ct) =>
        throw new InvalidOperationException("Zhibo:Mail:Host is not set.");
}
