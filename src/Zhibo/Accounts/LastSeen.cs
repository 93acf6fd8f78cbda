using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts;

/// <summary>Notes that a session is in use, which also keeps it alive. No request waits for it.</summary>
internal sealed class LastSeen(Writer writer, TimeProvider clock, ILogger<LastSeen> log)
{
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(5);

    /// <summary>A session unused for so long ends.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(60);

    public void Touch(long sessionId) => _ = Write(sessionId);

    private async Task Write(long sessionId)
    {
        try
        {
            var now = clock.GetUtcNow();
            var until = now + Lifetime;
            await writer.Run(db => db.Sessions.Where(s => s.Id == sessionId)
                .ExecuteUpdate(set => set.SetProperty(s => s.LastSeenAt, now).SetProperty(s => s.ExpiresAt, until)));
        }
        catch (Exception e) { log.LogWarning("Could not note that a session is in use: {Reason}", e.Message); }
    }
}
