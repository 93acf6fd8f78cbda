using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Seats;

/// <summary>Tells the managers of an agency that somebody broke the glass: on the site, and by mail where there is an address.</summary>
public sealed class GlassAlarm(Db db, IMail mail, Mailbox mailbox, Settings settings)
{
    /// <summary>What goes out in the turn that breaks it.</summary>
    /// <param name="Letters">Sealed; none where the site sends no mail.</param>
    internal sealed record Ready(GlassBroken Fact, IReadOnlyList<string> Letters)
    {
        public void Ring(Db turn)
        {
            if (Fact.ToAccounts.Length > 0) turn.Raise(Fact);
            foreach (var letter in Letters) Mailbox.Queue(turn, letter);
        }
    }

    internal async Task<Ready> Prepare(AgencyNode agency, Caller breaker, string reason, CancellationToken ct)
    {
        var managers = await (from s in db.Seats
                              where s.AgencyId == agency.Id && s.Role == SeatRole.Manager && s.GlassReason == null && s.UserId != breaker.UserId
                              join u in db.Users on s.UserId equals u.Id
                              where u.Status == UserStatus.Active
                              select new { u.AccountId, u.Email, u.Language }).ToListAsync(ct);
        // Whoever acts for an office breaks it as the person behind.
        var person = await db.Users.Where(u => u.Id == breaker.UserId).Select(u => u.AccountId).FirstAsync(ct);
        var letters = !mail.Works ? [] : managers.Where(m => m.Email is not null).Select(m => Seal(m.Email!, Words.For(m.Language), agency, breaker, reason)).ToList();
        return new(new(agency.Id, person, [.. managers.Select(m => m.AccountId)]), letters);
    }

    private string Seal(string to, Words words, AgencyNode agency, Caller breaker, string reason) => mailbox.Seal(new Letter(
        to,
        words["agencies.team.glass_subject", settings.Site.Name, agency.Nickname],
        words["agencies.team.glass_letter", agency.Nickname, breaker.Nickname, breaker.Handle, reason, settings.Site.Name]));
}
