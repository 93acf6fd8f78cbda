using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Signing in always begins a new session: one that somebody slipped in before is worth nothing.</summary>
public sealed class NewSession(Ids ids, TimeProvider clock)
{
    private const int MostPerUser = 50;

    /// <summary>Inside a turn.</summary>
    public void Open(Db db, long userId, string secret, Browser browser)
    {
        var now = clock.GetUtcNow();
        if (browser.OldSecret is { } old && TokenHash.Of(old)?.ToBytes() is { } oldHash) db.Sessions.Where(s => s.TokenHash == oldHash).ExecuteDelete();
        db.Sessions.Where(s => s.UserId == userId && s.ExpiresAt <= now).ExecuteDelete();
        var tooOld = db.Sessions.Where(s => s.UserId == userId).OrderByDescending(s => s.LastSeenAt).Skip(MostPerUser - 1).Select(s => s.Id).ToList();
        if (tooOld.Count > 0) db.Sessions.Where(s => tooOld.Contains(s.Id)).ExecuteDelete();
        db.Sessions.Add(new Session
        {
            Id = ids.Next(),
            UserId = userId,
            TokenHash = TokenHash.Of(secret)!.Value.ToBytes(),
            UserAgent = browser.UserAgent,
            Address = browser.Address,
            LastSeenAt = now,
            ExpiresAt = now + LastSeen.Lifetime,
        });
        // The old cookie's session, and those too many, may be held in memory.
        db.Raise(new CredentialsChanged(userId));
    }
}
