using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;

namespace Zhibo.Notifications.Push;

/// <summary>A device is not told any more.</summary>
public sealed class EndDevice(Writer writer)
{
    /// <param name="DeviceId">Null is the one of the caller's own session or token.</param>
    public sealed record Input(Caller Caller, long? DeviceId = null);

    public Task Run(Input input, CancellationToken ct)
    {
        var (user, session, token) = (input.Caller.UserId, input.Caller.SessionId, input.Caller.TokenId);
        return writer.Run(turn =>
        {
            turn.PushDevices.Where(d => d.UserId == user)
                .Where(d => input.DeviceId != null ? d.Id == input.DeviceId : (session != null && d.SessionId == session) || (token != null && d.TokenId == token)).ExecuteDelete();
        }, ct);
    }
}
