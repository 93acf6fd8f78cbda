using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Notifications.Push;

/// <summary>A program wants to be told of other things.</summary>
public sealed class ChangeDevice(Writer writer)
{
    public sealed record Input(Caller Caller, PushAlerts Alerts, PushPolicy Policy);

    public Task<PushDevice> Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        var device = turn.PushDevices.AsTracking().FirstOrDefault(d => d.TokenId != null && d.TokenId == input.Caller.TokenId)
            ?? throw new Refusal(RefusalKind.NotFound, "notifications.push.none");
        (device.Alerts, device.Policy) = (input.Alerts, input.Policy);
        return device;
    }, ct);
}
