using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies.Tree;
using Zhibo.Data;

namespace Zhibo.Agencies.Vouching;

/// <summary>Whose chain of vouchers holds up to the site at one moment. Reads a level at a time, each account once.</summary>
internal sealed class LivingChains(Db db, DateTimeOffset now)
{
    // Accounts without a living voucher are kept too, as null.
    private readonly Dictionary<long, Link?> known = [];

    private sealed record Link(long? By);

    /// <summary>True when the account's own voucher and those of everybody above it in the chain live.</summary>
    /// <param name="without">The chain must not lean on this account.</param>
    public bool Holds(long id, long? without = null)
    {
        Read([id]);
        var at = known[id];
        for (var steps = 0; steps <= AgencyForest.Deepest; steps++)
        {
            if (at is null) return false;
            if (at.By is not { } by) return true;
            if (by == without) return false;
            at = known.GetValueOrDefault(by);
        }
        return false;
    }

    /// <summary>Reads these accounts and all above them.</summary>
    public void Read(IEnumerable<long> ids)
    {
        var wanted = ids.Where(i => !known.ContainsKey(i)).Distinct().ToList();
        while (wanted.Count > 0)
        {
            var links = db.Vouchers.AsNoTracking()
                .Where(v => wanted.Contains(v.AgencyId) && v.RevokedAt == null && v.ExpiresAt > now)
                .Where(v => !db.Agencies.Any(a => a.Id == v.AgencyId && a.State == AgencyState.Closed))
                .Select(v => new { v.AgencyId, v.ByAgencyId }).ToList();
            foreach (var id in wanted) known[id] = null;
            foreach (var link in links) known[link.AgencyId] = new(link.ByAgencyId);
            wanted = [.. links.Select(l => l.ByAgencyId).OfType<long>().Where(i => !known.ContainsKey(i)).Distinct()];
        }
    }
}
