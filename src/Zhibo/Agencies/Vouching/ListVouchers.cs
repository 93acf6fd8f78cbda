using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;

namespace Zhibo.Agencies.Vouching;

/// <summary>Which list an administrator looks at.</summary>
public enum VoucherList
{
    /// <summary>Nobody's word lives for them.</summary>
    Waiting,

    /// <summary>The word ends within thirty days.</summary>
    Due,

    Living,

    /// <summary>The last word was taken back.</summary>
    Revoked,
}

/// <summary>The verification queue: agencies and officials by how their word stands.</summary>
public sealed class ListVouchers(Db db, TimeProvider clock)
{
    public const int PageSize = 100;
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <param name="After">The last account of the page before; accounts are in the order of their ids.</param>
    /// <param name="Name">Part of a name, nickname or handle; empty: all.</param>
    public sealed record Input(VoucherList List, string Name = "", long After = 0)
    {
        /// <summary>Only those right under this agency, with its officials.</summary>
        public long? ParentId { get; init; }

        /// <summary>Everybody, whatever their word: the list is left aside.</summary>
        public bool All { get; init; }
    }

    /// <param name="Voucher">The living word, else the last.</param>
    public sealed record Row(Account Account, Agency? Agency, Official? Official, Voucher? Voucher, string? ByNickname)
    {
        public string Name => Agency?.Name ?? $"{Account.Nickname} {Official?.Title}";
    }

    public async Task<IReadOnlyList<Row>> Run(Input input, CancellationToken ct)
    {
        var page = await Accounts(input).OrderBy(a => a.Id).Take(PageSize).ToListAsync(ct);
        var ids = page.Select(a => a.Id).ToList();
        var agencies = await db.Agencies.Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
        var officials = await db.Officials.Where(o => ids.Contains(o.Id)).ToDictionaryAsync(o => o.Id, ct);
        var vouchers = (await db.Vouchers.Where(v => ids.Contains(v.AgencyId)).ToListAsync(ct)).GroupBy(v => v.AgencyId)
            .ToDictionary(g => g.Key, g => g.OrderBy(v => v.RevokedAt is null ? 0 : 1).ThenByDescending(v => v.Id).First());
        var by = vouchers.Values.Select(v => v.ByAgencyId).OfType<long>().Distinct().ToList();
        var names = await db.Accounts.Where(a => by.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Nickname, ct);
        return [.. page.Select(a => vouchers.GetValueOrDefault(a.Id) is var v && v?.ByAgencyId is { } who
            ? new Row(a, agencies.GetValueOrDefault(a.Id), officials.GetValueOrDefault(a.Id), v, names.GetValueOrDefault(who))
            : new Row(a, agencies.GetValueOrDefault(a.Id), officials.GetValueOrDefault(a.Id), v, null))];
    }

    public Task<int> Count(VoucherList list, CancellationToken ct) => Accounts(new(list)).CountAsync(ct);

    private IQueryable<Account> Accounts(Input input)
    {
        var (now, soon) = (clock.GetUtcNow(), clock.GetUtcNow() + Soon);
        var living = db.Vouchers.Where(v => v.RevokedAt == null && v.ExpiresAt > now);
        var due = living.Where(v => v.ExpiresAt <= soon);
        var open = db.Agencies.Where(a => a.State != AgencyState.Closed && a.State != AgencyState.Frozen);
        var all = db.Accounts.Where(a => open.Any(g => g.Id == a.Id) || (a.FrozenAt == null && db.Officials.Any(o => o.Id == a.Id)));
        var found = input.All ? db.Accounts.Where(a => db.Agencies.Any(g => g.Id == a.Id) || db.Officials.Any(o => o.Id == a.Id)) : input.List switch
        {
            VoucherList.Waiting => all.Where(a => !living.Any(v => v.AgencyId == a.Id)),
            VoucherList.Due => all.Where(a => due.Any(v => v.AgencyId == a.Id)),
            VoucherList.Living => all.Where(a => living.Any(v => v.AgencyId == a.Id)),
            _ => db.Accounts.Where(a => db.Vouchers.Any(v => v.AgencyId == a.Id && v.RevokedAt != null && v.RevokedReason != VouchFor.Replaced)
                && !living.Any(v => v.AgencyId == a.Id)),
        };
        if (input.ParentId is { } parent)
            found = found.Where(a => db.Agencies.Any(g => g.Id == a.Id && g.ParentId == parent) || db.Officials.Any(o => o.Id == a.Id && o.AgencyId == parent));
        return Named(found, input.Name).Where(a => a.Id > input.After);
    }

    private IQueryable<Account> Named(IQueryable<Account> accounts, string name)
    {
        if (name.Length == 0) return accounts;
        var lower = name.ToLowerInvariant();
        return accounts.Where(a => a.Nickname.Contains(name) || a.Handle.Contains(lower) || db.Agencies.Any(g => g.Id == a.Id && g.Name.Contains(name)));
    }
}
