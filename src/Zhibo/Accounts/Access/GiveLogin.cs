using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Somebody showed that an account is theirs, with a code that was handed to them: they choose its password and are
/// signed in. Whoever calls this says what is proof, and writes it down.</summary>
public sealed class GiveLogin(Passwords passwords, NewSession sessions, Ids ids)
{
    public sealed record Input(Account Account, string Password, string Language, Browser Browser);

    /// <summary>The slow part is done; the rest goes into a turn.</summary>
    /// <param name="UserId">Of the login, the one there is or a new one.</param>
    public sealed record Ready(Input Asked, long UserId, string Hash, string Secret);

    public async Task<Ready> Prepare(Input input, Db db, CancellationToken ct)
    {
        PasswordRules.Require(input.Password, input.Account.Handle, input.Account.Nickname);
        var known = await db.Users.Where(u => u.AccountId == input.Account.Id).Select(u => (long?)u.Id).FirstOrDefaultAsync(ct);
        return new(input, known ?? ids.Next(), await passwords.Hash(input.Password, ct), TokenHash.NewSecret());
    }

    /// <summary>Inside a turn.</summary>
    /// <returns>The secret of the new session; null where a second step stays in force and is asked first.</returns>
    public string? Put(Db turn, Ready ready)
    {
        var user = turn.Users.Find(ready.UserId);
        if (user is null)
        {
            user = new User { Id = ready.UserId, AccountId = ready.Asked.Account.Id, PasswordHash = ready.Hash, Language = ready.Asked.Language };
            turn.Users.Add(user);
            // What the turn does next looks for the person in the database.
            turn.SaveChanges();
        }
        else
        {
            if (user.Status != UserStatus.Active) throw new Refusal(RefusalKind.Forbidden, "accounts.disabled");
            SetPassword.Put(turn, user, ready.Hash, endTokens: true);
        }
        if (user.TotpSince is not null) return null;
        sessions.Open(turn, user.Id, ready.Secret, ready.Asked.Browser);
        return ready.Secret;
    }
}
