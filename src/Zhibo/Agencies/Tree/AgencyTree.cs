using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Agencies.Tree;

/// <summary>
/// Every agency in memory (about 0.5 KB each, 80,000 in the largest country): directories, chains and halls ask it instead
/// of walking the table. Only the rows that changed are read again.
/// </summary>
public sealed class AgencyTree(IDbContextFactory<Db> databases) : IWatch<AgencyChanged>, IWatch<AccountChanged>, IForget
{
    /// <summary>More than this at once, and all is read.</summary>
    private const int MostSingly = 2000;

    private readonly Lock gate = new();
    private readonly ConcurrentQueue<long> stale = new();
    private AgencyForest? forest;
    private long version;

    /// <summary>The agencies as they are now.</summary>
    public AgencyForest Now
    {
        get
        {
            var held = Volatile.Read(ref forest);
            if (held is not null && stale.IsEmpty) return held;
            lock (gate)
            {
                if (forest is null || stale.Count > MostSingly) return forest = Load();
                return stale.IsEmpty ? forest : forest = Refreshed(forest);
            }
        }
    }

    public void Seen(AgencyChanged fact) => stale.Enqueue(fact.AgencyId);

    public void Seen(AccountChanged fact)
    {
        // Most accounts are citizens'.
        if (Volatile.Read(ref forest)?.Of(fact.AccountId) is not null) stale.Enqueue(fact.AccountId);
    }

    public void Forget()
    {
        lock (gate) forest = null;
    }

    private AgencyForest Load()
    {
        stale.Clear();
        using var db = databases.CreateDbContext();
        return new(Nodes(db, db.Agencies).ToDictionary(n => n.Id), ++version);
    }

    private AgencyForest Refreshed(AgencyForest old)
    {
        HashSet<long> changed = [];
        while (stale.TryDequeue(out var id)) changed.Add(id);
        var nodes = old.All.Where(n => !changed.Contains(n.Id)).ToDictionary(n => n.Id);
        using var db = databases.CreateDbContext();
        foreach (var node in Nodes(db, db.Agencies.Where(a => changed.Contains(a.Id)))) nodes[node.Id] = node;
        return new(nodes, ++version);
    }

    private static IEnumerable<AgencyNode> Nodes(Db db, IQueryable<Agency> agencies) =>
        from row in (from a in agencies join account in db.Accounts on a.Id equals account.Id select new { Agency = a, account.Handle, account.Nickname, account.Sealed, account.Avatar }).AsEnumerable()
        let a = row.Agency
        select new AgencyNode(a.Id, row.Handle, row.Nickname, a.Name)
        {
            ParentId = a.ParentId,
            RegionCode = a.RegionCode,
            LineKey = a.LineKey,
            Level = a.Level,
            State = a.State,
            Seal = a.Seal,
            Sealed = row.Sealed,
            AvatarUrl = row.Avatar,
            SeatsReachDown = a.SeatsReachDown,
            Latitude = a.Latitude,
            Longitude = a.Longitude,
        };
}
