namespace Zhibo.Shared.Mail;

/// <summary>Handles jobs of the kind <see cref="Mailbox.JobKind"/>.</summary>
internal sealed class SendMail(IMail mail, Mailbox mailbox)
{
    public Task Run(string payload, CancellationToken ct) => mail.Send(mailbox.Open(payload), ct);
}
