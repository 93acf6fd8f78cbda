using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Access;

/// <summary>Who waits for approval, the longest first.</summary>
public sealed class ListRegistrations(Db db)
{
    public sealed record Row(string Handle, string Nickname, string Reason, DateTimeOffset AskedAt);

    public async Task<IReadOnlyList<Row>> Run(CancellationToken ct)
    {
        var rows = await db.Users.Where(u => u.Status == UserStatus.AwaitingApproval).OrderBy(u => u.Id)
            .Join(db.Accounts, u => u.AccountId, a => a.Id, (u, a) => new { u.Id, a.Handle, a.Nickname, u.Reason }).ToListAsync(ct);
        return [.. rows.Select(r => new Row(r.Handle, r.Nickname, r.Reason ?? "", Ids.TimeOf(r.Id)))];
    }
}
