using System.Text;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts.Acting;

/// <summary>How many things wait at a place of a desk; modules register theirs.</summary>
/// <param name="Key">Of the <see cref="StaffPlace"/>.</param>
/// <param name="Of">Account of the agency and the user who asks.</param>
public sealed record StaffCount(string Key, Func<long, long, CancellationToken, ValueTask<int>> Of);

/// <summary>Heads of staff pages: who may enter, and the menu at the left.</summary>
public sealed class StaffFrame(PageFrame frame, PageWriter pages, ActingSeats seats, FindAccount find, IEnumerable<StaffPlace> places, IEnumerable<StaffCount> counts)
{
    private readonly List<StaffPlace> ordered = [.. places.OrderBy(p => p.Order)];

    /// <summary>The seat of the caller at the agency of this desk; to others the desk does not exist.</summary>
    public async ValueTask<ActingSeat> RequireSeat(HttpContext http, string handle, ActingRights right, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var seat = await find.Run(handle, ct) is { } account ? await seats.At(caller.UserId, account.Id, ct) : null;
        if (seat is null) throw new Refusal(RefusalKind.NotFound, "accounts.no_desk");
        return seat.May(right) ? seat : throw new Refusal(RefusalKind.Forbidden, "accounts.no_right");
    }

    /// <summary>An administrator of halls or the operator, at a browser.</summary>
    public static Caller RequireAdmin(HttpContext http)
    {
        var caller = http.RequireBrowser();
        return caller.Role is UserRole.HallAdmin or UserRole.Operator ? caller : throw new Refusal(RefusalKind.Forbidden, "accounts.admins_only");
    }

    public async ValueTask<PageHead> Desk(HttpContext http, ActingSeat seat, string title, string active, CancellationToken ct)
    {
        var user = http.RequireCaller().UserId;
        List<StaffLink> links = [];
        foreach (var place in ordered.Where(p => p.Menu == StaffMenuKind.Desk && seat.May((ActingRights)p.Rights)))
        {
            var waiting = 0;
            foreach (var count in counts.Where(c => c.Key == place.Key)) waiting += await count.Of(seat.AccountId, user, ct);
            links.Add(new($"/desk/{seat.Handle}{place.Path}", place.Icon, place.Word, place.Group, place.Key == active) { Count = waiting });
        }
        return await Head(http, title, seat.Nickname, seat.Handle, seat.AvatarUrl, links);
    }

    public async ValueTask<PageHead> Admin(HttpContext http, string title, string active)
    {
        RequireAdmin(http);
        return await Head(http, title, http.Words()["accounts.administration"], null, null,
            [.. ordered.Where(p => p.Menu == StaffMenuKind.Admin).Select(p => new StaffLink(p.Path, p.Icon, p.Word, p.Group, p.Key == active))]);
    }

    private async ValueTask<PageHead> Head(HttpContext http, string title, string who, string? handle, string? avatar, IReadOnlyList<StaffLink> links)
    {
        http.Response.Headers.CacheControl = "no-store";
        var head = await frame.Head(http, title);
        var menu = await pages.Render<StaffMenu>(head.Language, new Dictionary<string, object?>
        {
            [nameof(StaffMenu.Title)] = who,
            [nameof(StaffMenu.Handle)] = handle,
            [nameof(StaffMenu.AvatarUrl)] = avatar,
            [nameof(StaffMenu.Links)] = links,
        });
        return head with { Robots = "noindex", StaffMenu = Encoding.UTF8.GetBytes(menu) };
    }
}
