using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Text;

namespace Zhibo.Accounts;

/// <summary>An account by handle or nickname; case and width do not matter.</summary>
public sealed class FindAccount(Db db)
{
    public async Task<Account?> Run(string name, CancellationToken ct)
    {
        name = name.Trim().TrimStart('@');
        // PostgreSQL cannot even be asked about a NUL.
        if (name.Length is 0 or > 100 || !InputText.Clean(name, 100).Ok) return null;
        var alike = await db.Accounts.Visible(db).LooksLike(name).ToListAsync(ct);
        return alike.Find(a => a.IsNamed(name));
    }
}

public static class VisibleAccounts
{
    /// <summary>Who waits for approval is nobody yet.</summary>
    public static IQueryable<Account> Visible(this IQueryable<Account> accounts, Db db) =>
        accounts.Where(a => !db.Users.Any(u => u.AccountId == a.Id && u.Status == UserStatus.AwaitingApproval));
}
