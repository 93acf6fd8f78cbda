using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared.Jobs;

namespace Zhibo.Agencies.Vouching;

/// <summary>Takes the seals of those whose word ended with its date, and mends seals that do not fit their chain: a node
/// that stopped in the middle of a large revocation leaves some.</summary>
public sealed class ExpireVouchers(Db read, Writer writer, VoucherPen pen, SettleSeals settle, TimeProvider clock) : IChore
{
    private const int Batch = 500;

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        for (long after = 0, count = Batch; count == Batch;)
        {
            var part = await Lapsed(now, after).ToListAsync(ct);
            if (part.Count == 0) break;
            await settle.Run(new(await writer.Run(turn => End(turn, [.. part.Select(v => v.AgencyId)], now), ct)), ct);
            (after, count) = (part[^1].Id, part.Count);
        }
        await settle.Run(new(await Unfit(now).ToListAsync(ct)), ct);
    }

    private IReadOnlyCollection<long> End(Db turn, List<long> ids, DateTimeOffset now)
    {
        turn.SaveChanges();
        foreach (var id in ids)
        {
            if (turn.Agencies.Find(id) is not { } agency || !AgencyMoves.Allows(agency.State, AgencyAct.Expire)) continue;
            turn.Audit(new("voucher.expired", null) { AccountId = id, Subject = "agency " + id.ToString(CultureInfo.InvariantCulture) }, now);
            pen.Move(turn, agency, AgencyAct.Expire, AgencyMoves.Next(agency.State, AgencyAct.Expire), null, "", now);
            turn.Raise(new AgencyChanged(id));
        }
        return SettleSeals.In(turn, ids, now);
    }

    private IQueryable<Voucher> Lapsed(DateTimeOffset now, long after) => (
        from v in read.Vouchers
        where v.Id > after && v.RevokedAt == null && v.ExpiresAt <= now
        where read.Accounts.Any(a => a.Id == v.AgencyId && a.Sealed)
            || read.Agencies.Any(a => a.Id == v.AgencyId && (a.State == AgencyState.Verified || a.State == AgencyState.Active))
        orderby v.Id
        select v).Take(Batch);

    /// <summary>One step is enough to see it: sealed under somebody who is not, or not sealed though it should be.</summary>
    private IQueryable<long> Unfit(DateTimeOffset now) => (
        from v in read.Vouchers
        where v.RevokedAt == null && v.ExpiresAt > now
        join a in read.Accounts on v.AgencyId equals a.Id
        where a.FrozenAt == null && !read.Agencies.Any(g => g.Id == a.Id && g.State == AgencyState.Closed)
        let above = read.Accounts.FirstOrDefault(p => p.Id == v.ByAgencyId)
        where (a.Sealed && v.ByAgencyId != null && !above!.Sealed && above.FrozenAt == null)
            || (!a.Sealed && (v.ByAgencyId == null || above!.Sealed))
        select v.AgencyId).Take(Batch);
}
