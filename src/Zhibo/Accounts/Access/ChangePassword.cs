using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

/// <summary>Ends the other sessions; programs keep their tokens unless the person wants otherwise.</summary>
internal sealed class ChangePassword(Writer writer, Passwords passwords, ConfirmPassword confirm)
{
    public sealed record Input(Caller Caller, string Current, string Password, bool EndTokens);

    public async Task Run(Input input, CancellationToken ct)
    {
        PasswordRules.Require(input.Password, input.Caller.Handle, input.Caller.Nickname);
        var seen = await confirm.Run(input.Caller, input.Current, ct);
        var hash = await passwords.Hash(input.Password, ct);
        await writer.Run(db =>
        {
            var user = db.Users.Find(seen.Id)!;
            user.PasswordHash = hash;
            db.PasswordResets.Where(r => r.UserId == seen.Id).ExecuteDelete();
            EndOtherSessions.End(db, seen.Id, input.Caller.SessionId, input.EndTokens);
        }, ct);
    }
}
