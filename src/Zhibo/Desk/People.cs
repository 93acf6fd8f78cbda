using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Desk;

/// <summary>Names of colleagues; staff see the person, the public sees the office.</summary>
public sealed class People(Dictionary<long, string> names)
{
    public static async Task<People> Of(Db db, IEnumerable<long?> users, CancellationToken ct)
    {
        HashSet<long> ids = [.. users.OfType<long>()];
        return new(ids.Count == 0 ? [] : await db.Users.Where(u => ids.Contains(u.Id))
            .Join(db.Accounts, u => u.AccountId, a => a.Id, (u, a) => new { u.Id, a.Nickname }).ToDictionaryAsync(r => r.Id, r => r.Nickname, ct));
    }

    /// <summary>A colleague whose login is gone is called by the number.</summary>
    public string Name(long user) => names.GetValueOrDefault(user) ?? "#" + user.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
