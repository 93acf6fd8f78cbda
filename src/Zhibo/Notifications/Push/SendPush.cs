using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Jobs;

namespace Zhibo.Notifications.Push;

/// <summary>Tells one device of one notice. Sent twice where the process died at the wrong moment: the second replaces the first,
/// by its topic at the push service and by its tag on the device.</summary>
internal sealed class SendPush(Db db, Writer writer, PushText text, PushWire wire, TimeProvider clock) : IJob
{
    public const string JobKind = "push";

    /// <summary>An address at which nothing arrives for so long is gone.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromDays(3);

    /// <param name="NoticeId">0 is everything that waits.</param>
    public sealed record Payload(long DeviceId, long NoticeId);

    public async Task Run(Job job, CancellationToken ct)
    {
        var (deviceId, noticeId) = job.Read<Payload>();
        var now = clock.GetUtcNow();
        var found = await (
            from d in db.PushDevices
            join u in db.Users on d.UserId equals u.Id
            where d.Id == deviceId && u.Status == UserStatus.Active && (d.SessionId == null || db.Sessions.Any(s => s.Id == d.SessionId && s.ExpiresAt > now))
            select new { Device = d, User = u }).FirstOrDefaultAsync(ct);
        if (found is null) return;
        // Later than that nobody wants to hear of it.
        if (noticeId != 0 && Ids.TimeOf(noticeId) + PushWire.KeptFor < now) return;
        if (await text.Of(found.Device, found.User, noticeId, ct) is not { } message) return;
        var answer = await wire.Send(found.Device, message, ct);
        await Settle(found.Device, answer, now, ct);
    }

    private async Task Settle(PushDevice device, PushAnswer answer, DateTimeOffset now, CancellationToken ct)
    {
        if (answer.Outcome == PushOutcome.Sent)
        {
            if (device.FailingSince is not null) await Mark(device.Id, null, ct);
            return;
        }
        var since = device.FailingSince ?? now;
        if (answer.Outcome == PushOutcome.Gone || now - since > Patience)
        {
            await writer.Run(turn => { turn.PushDevices.Where(d => d.Id == device.Id).ExecuteDelete(); }, ct);
            return;
        }
        if (device.FailingSince is null) await Mark(device.Id, now, ct);
        // This one will never be taken; the next may.
        if (answer.Outcome == PushOutcome.Refused) return;
        throw new Refusal(RefusalKind.Busy, "notifications.push.later") { RetryAfter = answer.RetryAfter };
    }

    private Task Mark(long device, DateTimeOffset? since, CancellationToken ct) =>
        writer.Run(turn => { turn.PushDevices.Where(d => d.Id == device).ExecuteUpdate(set => set.SetProperty(d => d.FailingSince, since)); }, ct);
}
