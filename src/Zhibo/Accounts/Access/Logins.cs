using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Access;

/// <summary>A user with the account they act as.</summary>
internal sealed record Login(User User, Account Account);

internal static class Logins
{
    /// <summary>By handle, nickname or confirmed mail address.</summary>
    public static async Task<Login?> FindLogin(this Db db, string name, CancellationToken ct)
    {
        name = name.Trim();
        if (name.Length is 0 or > 254) return null;
        var email = MailAddresses.Normalize(name);
        if (email is not null)
        {
            return await db.Users.Where(u => u.Email == email)
                .Join(db.Accounts, u => u.AccountId, a => a.Id, (u, a) => new Login(u, a)).FirstOrDefaultAsync(ct);
        }
        name = name.TrimStart('@');
        var alike = await db.Accounts.LooksLike(name)
            .Join(db.Users, a => a.Id, u => u.AccountId, (a, u) => new Login(u, a)).ToListAsync(ct);
        return alike.Find(l => l.Account.IsNamed(name));
    }

    /// <summary>For commands: the user of that handle or nickname.</summary>
    public static async Task<Login> RequireLogin(this Db db, string name, CancellationToken ct) =>
        await db.FindLogin(name, ct) ?? throw new Shared.Refusal(Shared.RefusalKind.NotFound, "accounts.no_user", "handle", name);
}
