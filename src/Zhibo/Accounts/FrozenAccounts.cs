using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Accounts;

/// <summary>The accounts that are frozen. They are few and every post asks, so they are held in memory.</summary>
public sealed class FrozenAccounts : IWatch<AccountChanged>, IForget
{
    private readonly Engine engine;
    private readonly Held<FrozenSet<long>> held;

    public FrozenAccounts(Engine engine)
    {
        this.engine = engine;
        held = new(() => Read(null), Renew);
    }

    public bool Holds(long accountId) => held.Now.Contains(accountId);

    public void Seen(AccountChanged fact) => held.Changed(fact.AccountId);

    public void Forget() => held.Changed();

    private FrozenSet<long> Renew(FrozenSet<long> old, IReadOnlySet<long> changed)
    {
        var now = Read(changed);
        // Most changes are somebody's new picture.
        return changed.All(id => old.Contains(id) == now.Contains(id)) ? old : old.Except(changed).Union(now).ToFrozenSet();
    }

    private FrozenSet<long> Read(IReadOnlySet<long>? among)
    {
        using var db = engine.ReadHeld();
        var frozen = db.Accounts.Where(a => a.FrozenAt != null);
        if (among is not null) frozen = frozen.Where(a => among.Contains(a.Id));
        return frozen.Select(a => a.Id).ToFrozenSet();
    }
}
