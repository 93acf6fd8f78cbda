using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Agencies.Tree;

/// <summary>
/// Every agency in memory (about 0.5 KB each, 80,000 in the largest country): directories, chains and halls ask it instead
/// of walking the table. Only the rows that changed are read again.
/// </summary>
public sealed class AgencyTree : IWatch<AgencyChanged>, IWatch<AccountChanged>, IForget
{
    private readonly Engine engine;
    private readonly Held<AgencyForest> held;
    private long version;

    public AgencyTree(Engine engine)
    {
        this.engine = engine;
        held = new(Load, Renew);
    }

    /// <summary>The agencies as they are now.</summary>
    public AgencyForest Now => held.Now;

    public void Seen(AgencyChanged fact) => held.Changed(fact.AgencyId);

    public void Seen(AccountChanged fact)
    {
        // Most accounts are citizens'.
        if (held.Known is not { } known || known.Of(fact.AccountId) is not null) held.Changed(fact.AccountId);
    }

    public void Forget() => held.Changed();

    private AgencyForest Load()
    {
        using var db = engine.ReadHeld();
        return new(Nodes(db, db.Agencies).ToDictionary(n => n.Id), ++version);
    }

    private AgencyForest Renew(AgencyForest old, IReadOnlySet<long> changed)
    {
        var nodes = old.All.Where(n => !changed.Contains(n.Id)).ToDictionary(n => n.Id);
        using var db = engine.ReadHeld();
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
