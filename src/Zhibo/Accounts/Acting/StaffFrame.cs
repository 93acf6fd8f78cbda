using System.Text;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts.Acting;

/// <summary>How many things wait at a place of a desk or of the administration; modules register theirs.</summary>
/// <param name="Key">Of the <see cref="StaffPlace"/>.</param>
/// <param name="Of">Account of the agency (0 in the administration) and the user who asks.</param>
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

    /// <summary>An operator at a browser.</summary>
    public static Caller RequireOperator(HttpContext http)
    {
        var caller = RequireAdmin(http);
        return caller.Role == UserRole.Operator ? caller : throw new Refusal(RefusalKind.Forbidden, "accounts.operators_only");
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
            links.Add(await Link(place, $"/desk/{seat.Handle}{place.Path}", place.Key == active, seat.AccountId, user, ct));
        var desks = (await seats.Of(user, ct)).Select(s => new StaffDesk(s.Handle, s.Nickname, s.AvatarUrl, s.AccountId == seat.AccountId)).ToList();
        return await Head(http, title, new Dictionary<string, object?>
        {
            [nameof(StaffMenu.Title)] = seat.Nickname,
            [nameof(StaffMenu.Handle)] = seat.Handle,
            [nameof(StaffMenu.AvatarUrl)] = seat.AvatarUrl,
            [nameof(StaffMenu.Links)] = links,
            [nameof(StaffMenu.Desks)] = desks,
        });
    }

    /// <summary>What waits at the places of a desk that this seat sees, by key of the place.</summary>
    public async Task<IReadOnlyDictionary<string, int>> Counts(ActingSeat seat, long user, CancellationToken ct)
    {
        var waiting = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var place in ordered.Where(p => p.Menu == StaffMenuKind.Desk && seat.May((ActingRights)p.Rights)))
            if (counts.Any(c => c.Key == place.Key)) waiting[place.Key] = await Waiting(place.Key, seat.AccountId, user, ct);
        return waiting;
    }

    public async ValueTask<PageHead> Admin(HttpContext http, string title, string active)
    {
        var caller = RequireAdmin(http);
        List<StaffLink> links = [];
        foreach (var place in ordered.Where(p => p.Menu == StaffMenuKind.Admin && (caller.Role == UserRole.Operator || !p.OperatorOnly)))
            links.Add(await Link(place, place.Path, place.Key == active, 0, caller.UserId, http.RequestAborted));
        return await Head(http, title, new Dictionary<string, object?>
        {
            [nameof(StaffMenu.Title)] = http.Words()["accounts.administration"],
            [nameof(StaffMenu.Links)] = links,
        });
    }

    private async ValueTask<StaffLink> Link(StaffPlace place, string href, bool active, long account, long user, CancellationToken ct) =>
        new(href, place.Icon, place.Word, place.Group, active) { Key = place.Key, Count = await Waiting(place.Key, account, user, ct) };

    private async ValueTask<int> Waiting(string key, long account, long user, CancellationToken ct)
    {
        var waiting = 0;
        foreach (var count in counts.Where(c => c.Key == key)) waiting += await count.Of(account, user, ct);
        return waiting;
    }

    private async ValueTask<PageHead> Head(HttpContext http, string title, Dictionary<string, object?> shown)
    {
        http.Response.Headers.CacheControl = "no-store";
        var head = await frame.Head(http, title);
        var menu = await pages.Render<StaffMenu>(head.Language, shown);
        return head with { Robots = "noindex", StaffMenu = Encoding.UTF8.GetBytes(menu) };
    }
}
