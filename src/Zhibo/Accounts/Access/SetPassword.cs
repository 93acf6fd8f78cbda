using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

/// <summary>The operator's way (<c>user password</c>): opens a locked login, ends every session and token, and can take away
/// a second step whose phone and codes are lost.</summary>
public sealed class SetPassword(Db db, Writer writer, Passwords passwords)
{
    public sealed record Input(string Handle, string Password, bool DropTotp = false);

    public async Task Run(Input input, CancellationToken ct)
    {
        var login = await db.RequireLogin(input.Handle, ct);
        PasswordRules.Require(input.Password, login.Account.Handle, login.Account.Nickname);
        var hash = await passwords.Hash(input.Password, ct);
        await writer.Run(turn =>
        {
            var user = turn.Users.Find(login.User.Id)!;
            Put(turn, user, hash, endTokens: true);
            if (input.DropTotp) StopTotp.Clear(turn, user);
        }, ct);
    }

    /// <summary>Inside a turn.</summary>
    internal static void Put(Db db, User user, string hash, bool endTokens)
    {
        user.PasswordHash = hash;
        SignInGate.Open(user);
        db.PasswordResets.Where(r => r.UserId == user.Id).ExecuteDelete();
        EndOtherSessions.End(db, user.Id, keep: null, endTokens);
    }
}
