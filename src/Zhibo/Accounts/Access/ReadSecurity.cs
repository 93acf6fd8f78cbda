using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

public sealed record SessionRow(long Id, string Device, string Address, DateTimeOffset SignedInAt, DateTimeOffset LastSeenAt, bool Current);

public sealed record TokenRow(long Id, string Name, string Scopes, DateTimeOffset IssuedAt);

/// <summary>Everything that opens a person's account.</summary>
public sealed record SecurityView
{
    public string? Email { get; init; }

    public bool MailWorks { get; init; }

    public DateTimeOffset? TotpSince { get; init; }

    public int RecoveryCodesLeft { get; init; }

    public IReadOnlyList<SessionRow> Sessions { get; init; } = [];

    public IReadOnlyList<TokenRow> Tokens { get; init; } = [];
}

internal sealed class ReadSecurity(Db db, AccountMail mail, TimeProvider clock)
{
    public async Task<SecurityView> Run(Caller caller, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var user = await db.Users.FirstAsync(u => u.Id == caller.UserId, ct);
        var sessions = await db.Sessions.Where(s => s.UserId == user.Id && s.ExpiresAt > now).OrderByDescending(s => s.LastSeenAt).ToListAsync(ct);
        var tokens = await db.AccessTokens.Where(t => t.UserId == user.Id).OrderByDescending(t => t.Id).Take(100).ToListAsync(ct);
        return new SecurityView
        {
            Email = user.Email,
            MailWorks = mail.Works,
            TotpSince = user.TotpSince,
            RecoveryCodesLeft = await db.RecoveryCodes.CountAsync(c => c.UserId == user.Id, ct),
            Sessions = [.. sessions.Select(s => new SessionRow(s.Id, DeviceName.Of(s.UserAgent), s.Address, Ids.TimeOf(s.Id), s.LastSeenAt, s.Id == caller.SessionId))],
            Tokens = [.. tokens.Select(t => new TokenRow(t.Id, t.Name, t.Scopes, Ids.TimeOf(t.Id)))],
        };
    }
}
