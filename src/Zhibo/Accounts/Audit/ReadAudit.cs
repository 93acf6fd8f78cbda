using System.Globalization;
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
    public sealed record Row(AuditEntry Entry, Account? Account)
    {
        /// <summary>Nickname of the account or user it was done to, or what else names it.</summary>
        public string Name { get; init; } = "";
    }

    public async Task<IReadOnlyList<Row>> Run(Input input, CancellationToken ct)
    {
        var rows = await (from e in input.Search.In(db.AuditEntries).Where(e => e.Number < (input.Before ?? long.MaxValue)).OrderByDescending(e => e.Number).Take(PageSize)
                          join a in db.Accounts on e.AccountId equals a.Id into accounts
                          from account in accounts.DefaultIfEmpty()
                          orderby e.Number descending
                          select new Row(e, account)).ToListAsync(ct);
        var subjects = rows.Select(r => Subject(r.Entry)).ToList();
        var (offices, users) = (Ids(subjects, "agency", "official"), Ids(subjects, "user"));
        var names = await db.Accounts.Where(a => offices.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Nickname, ct);
        foreach (var user in await db.Users.Where(u => users.Contains(u.Id)).Join(db.Accounts, u => u.AccountId, a => a.Id, (u, a) => new { u.Id, a.Nickname }).ToListAsync(ct))
            names[user.Id] = user.Nickname;
        return [.. rows.Select(r => r with { Name = NameOf(Subject(r.Entry), names) })];
    }

    /// <summary>Numbers say nothing to a reader; other things are named by what stands there.</summary>
    private static string NameOf((string Noun, string What) subject, Dictionary<long, string> names) =>
        !long.TryParse(subject.What, NumberStyles.None, CultureInfo.InvariantCulture, out var id) || subject.Noun is "region" ? subject.What : names.GetValueOrDefault(id, "");

    private static List<long> Ids(IEnumerable<(string Noun, string What)> subjects, params string[] nouns) =>
        [.. subjects.Where(s => nouns.Contains(s.Noun)).Select(s => long.TryParse(s.What, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Distinct()];

    private static (string Noun, string What) Subject(AuditEntry entry) =>
        entry.Subject.IndexOf(' ', StringComparison.Ordinal) is > 0 and var gap ? (entry.Subject[..gap], entry.Subject[(gap + 1)..]) : (entry.Subject, "");
}
