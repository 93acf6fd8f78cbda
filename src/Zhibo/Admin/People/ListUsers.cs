using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Admin.People;

/// <summary>Logins, the newest first; without mail addresses, which nobody here needs.</summary>
public sealed class ListUsers(Db db, TimeProvider clock)
{
    public const int PageSize = 50;

    /// <param name="Query">Part of a handle or nickname; empty: all.</param>
    /// <param name="Role">Only these; null: all.</param>
    public sealed record Input(string Query, UserRole? Role, long? Before);

    public sealed record Row(long Id, string Handle, string Nickname, string? AvatarUrl, UserRole Role, UserStatus Status)
    {
        /// <summary>Too many wrong passwords; opens by itself.</summary>
        public bool Locked { get; init; }

        public DateTimeOffset Since => Ids.TimeOf(Id);
    }

    public async Task<IReadOnlyList<Row>> Run(Input input, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var below = input.Before ?? long.MaxValue;
        var rows = db.Users.Where(u => u.Id < below).Join(db.Accounts, u => u.AccountId, a => a.Id, (u, a) => new { User = u, Account = a });
        if (input.Role is { } role) rows = rows.Where(r => r.User.Role == role);
        if (input.Query.Length > 0)
        {
            var handle = input.Query.ToLowerInvariant();
            rows = rows.Where(r => r.Account.Handle.Contains(handle) || r.Account.Nickname.Contains(input.Query));
        }
        var page = await rows.OrderByDescending(r => r.User.Id).Take(PageSize).ToListAsync(ct);
        return [.. page.Select(r => new Row(r.User.Id, r.Account.Handle, r.Account.Nickname, r.Account.Avatar, r.User.Role, r.User.Status) { Locked = r.User.LockedUntil > now })];
    }
}
