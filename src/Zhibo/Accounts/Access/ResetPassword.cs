using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>The link from the mail: works once, for an hour. A second step stays in force.</summary>
internal sealed class ResetPassword(Db db, Writer writer, Passwords passwords, TimeProvider clock)
{
    public sealed record Input(string Token, string Password, bool EndTokens);

    /// <summary>For the page that asks for the new password.</summary>
    public async Task<bool> IsOpen(string token, CancellationToken ct) => await Find(token, ct) is not null;

    public async Task Run(Input input, CancellationToken ct)
    {
        var reset = await Find(input.Token, ct) ?? throw Over();
        var names = await db.Users.Where(u => u.Id == reset.UserId)
            .Join(db.Accounts, u => u.AccountId, a => a.Id, (_, a) => new { a.Handle, a.Nickname }).FirstAsync(ct);
        PasswordRules.Require(input.Password, names.Handle, names.Nickname);
        var hash = await passwords.Hash(input.Password, ct);
        await writer.Run(turn =>
        {
            // Deleted first: of two requests with one link, one finds it.
            if (turn.PasswordResets.Where(r => r.Id == reset.Id).ExecuteDelete() == 0) throw Over();
            SetPassword.Put(turn, turn.Users.Find(reset.UserId)!, hash, input.EndTokens);
        }, ct);
    }

    private static Refusal Over() => new(RefusalKind.NotFound, "accounts.reset_over");

    private async Task<PasswordReset?> Find(string token, CancellationToken ct)
    {
        if (TokenHash.Of(token)?.ToBytes() is not { } hash) return null;
        var now = clock.GetUtcNow();
        return await db.PasswordResets.FirstOrDefaultAsync(r => r.TokenHash == hash && r.ExpiresAt > now, ct);
    }
}
