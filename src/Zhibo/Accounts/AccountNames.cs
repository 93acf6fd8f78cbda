using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts;

/// <summary>Handles and nicknames to accounts, by Names.Key.</summary>
public sealed class AccountNames(IDbContextFactory<Db> contexts)
{
    public long? IdOf(string key)
    {
        using var db = contexts.CreateDbContext();
        return db.Accounts.Where(a => a.Handle == key || a.Nickname == key).Select(a => (long?)a.Id).FirstOrDefault();
    }
}
