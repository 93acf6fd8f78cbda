using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;

namespace Zhibo.Agencies.Vouching;

/// <summary>
/// The one place that decides who wears a seal: whoever has a living voucher of their own, stands under a chain of living
/// vouchers up to the site, and is neither frozen nor closed. Accounts that nobody ever vouched for are left as they are
/// while they are at work.
/// </summary>
public sealed class SettleSeals(Writer writer, TimeProvider clock)
{
    /// <summary>A turn settles about so many; below a province the rest follows in further turns, so that nobody waits long.</summary>
    private const int MostAtOnce = 1000;

    /// <param name="AccountIds">Whose vouchers or state changed; who stands below them in a chain follows.</param>
    public sealed record Input(IReadOnlyCollection<long> AccountIds);

    public async Task Run(Input input, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var left = input.AccountIds;
        while (left.Count > 0)
        {
            var wave = left;
            // Not cut short half-way: what was begun below must end the same way.
            left = await writer.Run(turn => In(turn, wave, clock.GetUtcNow()), CancellationToken.None);
        }
    }

    /// <summary>Inside a turn. Gives back who is still to be settled: hand it to <see cref="Run"/> after the commit.</summary>
    public static IReadOnlyCollection<long> In(Db turn, IReadOnlyCollection<long> accountIds, DateTimeOffset now)
    {
        // What the group wrote before must be seen by the queries below.
        turn.SaveChanges();
        var chains = new LivingChains(turn, now);
        var (wave, asked, settled) = (accountIds.Distinct().ToList(), accountIds.ToHashSet(), 0);
        while (wave.Count > 0)
        {
            if (settled >= MostAtOnce) return wave;
            List<long> part = [.. wave.Take(MostAtOnce)];
            settled += part.Count;
            var next = Below(turn, [.. Settle(turn, part, chains, asked)]);
            wave = [.. wave.Skip(part.Count), .. next];
        }
        return [];
    }

    /// <summary>Those whose change may matter to others below.</summary>
    private static IEnumerable<long> Settle(Db turn, List<long> ids, LivingChains chains, HashSet<long> asked)
    {
        chains.Read(ids);
        var vouched = turn.Vouchers.Where(v => ids.Contains(v.AgencyId)).Select(v => v.AgencyId).ToHashSet();
        foreach (var account in turn.Accounts.AsTracking().Where(a => ids.Contains(a.Id)).ToList())
        {
            var wears = account.FrozenAt is null && chains.Holds(account.Id);
            var changed = account.Sealed != wears && (account.FrozenAt is not null || vouched.Contains(account.Id));
            if (changed) Change(turn, account, wears);
            // A frozen account wears no seal whatever its chain, so its seal does not tell whether the chain changed.
            if (changed || asked.Contains(account.Id) || account.FrozenAt is not null) yield return account.Id;
        }
    }

    private static void Change(Db turn, Account account, bool wears)
    {
        account.Sealed = wears;
        account.Version++;
        turn.Raise(new AccountChanged(account.Id));
        if (account.Kind != AccountKind.Official) turn.Raise(new AgencyChanged(account.Id));
    }

    private static List<long> Below(Db turn, List<long> ids) => ids.Count == 0 ? []
        : [.. turn.Vouchers.Where(v => v.ByAgencyId != null && ids.Contains(v.ByAgencyId.Value) && v.RevokedAt == null).Select(v => v.AgencyId)];
}
