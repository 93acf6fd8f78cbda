using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Accounts.Audit;

/// <summary>A page of the log, newest first. Who may read it was asked by whoever calls.</summary>
public sealed class ReadAudit(Db db)
{
    public const int PageSize = 50;

    /// <param name="Before">Number of the last entry of the page before.</param>
    public sealed record Input(AuditSearch Search, long? Before = null);

    /// <param name="Account">In whose name; null where there is none.</param>
    public sealed record Row(AuditEntry Entry, Account? Account);

    public async Task<IReadOnlyList<Row>> Run(Input input, CancellationToken ct) =>
        await (from e in input.Search.In(db.AuditEntries).Where(e => e.Number < (input.Before ?? long.MaxValue)).OrderByDescending(e => e.Number).Take(PageSize)
               join a in db.Accounts on e.AccountId equals a.Id into accounts
               from account in accounts.DefaultIfEmpty()
               orderby e.Number descending
               select new Row(e, account)).ToListAsync(ct);
}
