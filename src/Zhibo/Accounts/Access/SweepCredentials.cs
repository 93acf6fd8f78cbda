using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

/// <summary>Daily: what has expired goes.</summary>
public sealed class SweepCredentials(Writer writer, TimeProvider clock)
{
    public Task Run(CancellationToken ct) => writer.Run(db =>
    {
        var now = clock.GetUtcNow();
        db.Sessions.Where(s => s.ExpiresAt <= now).ExecuteDelete();
        db.PasswordResets.Where(r => r.ExpiresAt <= now).ExecuteDelete();
        db.Mutes.Where(m => m.ExpiresAt <= now).ExecuteDelete();
    }, ct);
}
