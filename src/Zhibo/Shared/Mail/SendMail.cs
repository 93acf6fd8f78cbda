using Zhibo.Shared.Jobs;

namespace Zhibo.Shared.Mail;

/// <summary>A mail may go out twice when the process dies at the wrong moment; never not at all.</summary>
internal sealed class SendMail(IMail mail, Mailbox mailbox) : IJob
{
    public Task Run(Job job, CancellationToken ct) => mail.Send(mailbox.Open(job.Read<string>()), ct);
}
