using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Seats;

/// <summary>Tells the managers of an agency by mail that somebody broke the glass.</summary>
public sealed class GlassLetters(Db db, IMail mail, Mailbox mailbox, Settings settings)
{
    /// <summary>Sealed letters, ready to be queued; none where the site sends no mail.</summary>
    internal async Task<IReadOnlyList<string>> Seal(AgencyNode agency, Caller breaker, string reason, CancellationToken ct)
    {
        if (!mail.Works) return [];
        var managers = await (from s in db.Seats
                              where s.AgencyId == agency.Id && s.Role == SeatRole.Manager && s.GlassReason == null && s.UserId != breaker.UserId
                              join u in db.Users on s.UserId equals u.Id
                              where u.Email != null && u.Status == UserStatus.Active
                              select new { u.Email, u.Language }).ToListAsync(ct);
        return [.. managers.Select(m => Seal(m.Email!, Words.For(m.Language), agency, breaker, reason))];
    }

    private string Seal(string to, Words words, AgencyNode agency, Caller breaker, string reason) => mailbox.Seal(new Letter(
        to,
        words["agencies.team.glass_subject", settings.Site.Name, agency.Nickname],
        words["agencies.team.glass_letter", agency.Nickname, breaker.Nickname, breaker.Handle, reason, settings.Site.Name]));
}
