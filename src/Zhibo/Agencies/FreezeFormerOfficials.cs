using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Agencies.Seats;
using Zhibo.Data;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Agencies;

/// <summary>Freezes the accounts of officials whose time at the post is over.</summary>
public sealed class FreezeFormerOfficials(Writer writer, Db db, RegisterBook book, SiteFace site) : IChore
{
    private const int Batch = 200;

    public async Task Run(CancellationToken ct)
    {
        var today = Today(site, book.Now);
        while (await Due(db, today).Select(o => o.Id).Take(Batch).ToListAsync(ct) is { Count: > 0 } due)
        {
            await writer.Run(turn =>
            {
                turn.SaveChanges();
                // Somebody may have given one of them more time since.
                foreach (var official in Due(turn, today).Where(o => due.Contains(o.Id)).ToList())
                {
                    var account = turn.Accounts.Find(official.Id)!;
                    Freeze(turn, account, official, null, book.Now);
                    TieOfficial.Tell(turn, book, account, official.AgencyId, new(null, "official.frozen") { Detail = official.Title });
                }
            }, ct);
            if (due.Count < Batch) return;
        }
    }

    /// <summary>The date on the wall of the site's city.</summary>
    internal static DateOnly Today(SiteFace site, DateTimeOffset now) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, site.Zone).DateTime);

    internal static void Freeze(Db turn, Account account, Official official, long? by, DateTimeOffset now)
    {
        (account.FrozenAt, account.Sealed) = (account.FrozenAt ?? now, false);
        FormerOfficials.ShutOut(turn, account.Id);
        InviteOfficial.WithdrawOpen(turn, official, by, now);
    }

    private static IQueryable<Official> Due(Db db, DateOnly today) =>
        db.Officials.Where(o => o.Until != null && o.Until <= today && db.Accounts.Any(a => a.Id == o.Id && a.FrozenAt == null));
}
