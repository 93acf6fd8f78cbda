using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Seats;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Time;
using Zhibo.Web;

namespace Zhibo.Desk;

/// <summary>Invitations that nobody has taken up yet; the page of the team gives and withdraws them.</summary>
internal sealed class InvitationQueue(IDbContextFactory<Db> databases, HtmlEncoder encoder, SiteFace site, TimeProvider clock)
{
    private const int Most = 200;

    public DeskQueue Queue() => new("invitations", "desk.queue.invitations", "letter", StaffGroups.Unit, 60)
    {
        Rights = ActingRights.Manage,
        Tabs = [("open", "desk.tab.pending")],
        Count = Count,
        List = List,
        Item = Item,
    };

    private IQueryable<Invitation> Pending(Db db, long agency)
    {
        var now = clock.GetUtcNow();
        return db.Invitations.Where(i => i.AgencyId == agency && i.OfficialId == null && i.UsedAt == null && i.WithdrawnAt == null && i.ExpiresAt > now);
    }

    private async ValueTask<int> Count(long agency, long user, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await Pending(db, agency).CountAsync(ct);
    }

    private async Task<DeskList> List(DeskVisit visit, DeskAsk ask, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var rows = await Pending(db, ask.AgencyId).OrderBy(i => i.Id).Take(Most).ToListAsync(ct);
        var people = await People.Of(db, rows.Select(r => r.CreatedBy), ct);
        var words = visit.Http.Words();
        return new([.. rows.Select(r => new DeskRow(r.Id, words[$"desk.role.{r.Role.ToString().ToLowerInvariant()}"], Until(r, words), Ids.TimeOf(r.Id))
        {
            Note = r.CreatedBy is { } by ? words["desk.invited_by", people.Name(by)] : "",
        })]);
    }

    private async Task<DeskSheet?> Item(DeskVisit visit, long id, CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        var row = await Pending(db, visit.Seat.AccountId).FirstOrDefaultAsync(i => i.Id == id, ct);
        if (row is null) return null;
        var words = visit.Http.Words();
        var text = string.Create(CultureInfo.InvariantCulture,
            $"<p>{encoder.Encode(Until(row, words))}</p><p><a class=\"button\" href=\"/desk/{visit.Seat.Handle}/team\">{encoder.Encode(words["desk.to_team"])}</a></p>");
        return new(words[$"desk.role.{row.Role.ToString().ToLowerInvariant()}"], text);
    }

    private string Until(Invitation row, Shared.Text.Words words) => words["desk.until", HumanTime.Exact(row.ExpiresAt, site.Zone, words)];
}
