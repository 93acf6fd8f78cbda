using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Accounts;

/// <summary>The accounts that are frozen. They are few and every post asks, so they are held in memory.</summary>
public sealed class FrozenAccounts(IDbContextFactory<Db> databases) : IWatch<AccountChanged>, IForget
{
    private readonly Lock gate = new();
    private readonly ConcurrentQueue<long> stale = new();
    private HashSet<long>? ids;

    public bool Holds(long accountId)
    {
        lock (gate)
        {
            if (ids is null || !stale.IsEmpty) Refresh();
            return ids!.Contains(accountId);
        }
    }

    public void Seen(AccountChanged fact) => stale.Enqueue(fact.AccountId);

    public void Forget()
    {
        lock (gate) ids = null;
    }

    private void Refresh()
    {
        var changed = new HashSet<long>();
        while (stale.TryDequeue(out var id)) changed.Add(id);
        using var db = databases.CreateDbContext();
        var frozen = db.Accounts.Where(a => a.FrozenAt != null);
        if (ids is null)
        {
            ids = [.. frozen.Select(a => a.Id)];
            return;
        }
        ids.ExceptWith(changed);
        ids.UnionWith(frozen.Where(a => changed.Contains(a.Id)).Select(a => a.Id));
    }
}
