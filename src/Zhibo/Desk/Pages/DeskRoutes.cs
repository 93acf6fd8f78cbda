using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Desk.Live;
using Zhibo.Web;

namespace Zhibo.Desk.Pages;

/// <summary>The desks of a person, and of one of them: what waits, what was done, the keys.</summary>
internal static class DeskRoutes
{
    public static void MapDesks(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk", Desks);
        pages.MapGet("/desk/{handle}", Overview);
        pages.MapGet("/desk/{handle}/activity", Activity);
        pages.MapGet("/desk/{handle}/keys", Keys);
        pages.MapGet("/desk/{handle}/events", Events);
    }

    private static async Task<IResult> Desks(HttpContext http, PageFrame frame, StaffFrame staff, ActingSeats seats, Assets files, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var mine = await seats.Of(caller.UserId, ct);
        if (mine is [var only]) return Results.LocalRedirect("/desk/" + only.Handle);
        http.Response.Headers.CacheControl = "no-store";
        List<DeskTile> tiles = [];
        foreach (var seat in mine)
        {
            var counts = await staff.Counts(seat, caller.UserId, ct);
            tiles.Add(new(seat.Handle, seat.Nickname, seat.AvatarUrl, seat.Frozen, counts.GetValueOrDefault(Answering.AnswerQueue.Key), counts.Values.Sum()));
        }
        var head = await frame.Head(http, http.Words()["web.desk"]);
        // In the public frame: it belongs to no desk yet.
        var style = $"<link rel=\"stylesheet\" href=\"{files.Url("staff.css")}\">";
        return Web.Page.Of<DesksPage>(head with { Robots = "noindex", ExtraHtml = style }, new Dictionary<string, object?> { [nameof(DesksPage.Tiles)] = tiles });
    }

    private static async Task<IResult> Overview(HttpContext http, string handle, StaffFrame staff, ReadOverview read, IEnumerable<DeskQueue> queues, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Desk, ct);
        var user = http.RequireCaller().UserId;
        List<QueueTile> tiles = [];
        foreach (var queue in queues.Where(q => seat.May(q.Rights)).OrderBy(q => q.Order))
        {
            var ask = new DeskAsk(seat.AccountId, user, queue.Tabs[0].Key);
            var first = (await queue.List(new(http, seat, user), ask, ct)).Rows;
            tiles.Add(new(queue, await queue.Count(seat.AccountId, user, ct), first is [var row, ..] ? row : null));
        }
        var head = await staff.Desk(http, seat, http.Words()["desk.overview"], "overview", ct);
        return Web.Page.Of<OverviewPage>(head, new Dictionary<string, object?>
        {
            [nameof(OverviewPage.Seat)] = seat,
            [nameof(OverviewPage.Tiles)] = tiles,
            [nameof(OverviewPage.Figures)] = await read.Run(new(seat.AccountId), ct),
        });
    }

    private static async Task<IResult> Activity(HttpContext http, string handle, StaffFrame staff, ReadActivity read, long? before, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Desk, ct);
        var lines = await read.Run(new(seat.AccountId, before), ct);
        var head = await staff.Desk(http, seat, http.Words()["desk.activity"], "activity", ct);
        return Web.Page.Of<ActivityPage>(head, new Dictionary<string, object?>
        {
            [nameof(ActivityPage.Lines)] = lines,
            [nameof(ActivityPage.Older)] = lines.Count < ReadActivity.PageSize ? null
                : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/desk/{seat.Handle}/activity?before={lines[^1].Number}"),
        });
    }

    private static async Task<IResult> Keys(HttpContext http, string handle, StaffFrame staff, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Desk, ct);
        return Web.Page.Of<KeysPage>(await staff.Desk(http, seat, http.Words()["desk.keys"], "keys", ct), new Dictionary<string, object?>());
    }

    private static async Task<IResult> Events(HttpContext http, string handle, StaffFrame staff, DeskEvents events, CancellationToken ct) =>
        events.Open(http, await staff.RequireSeat(http, handle, ActingRights.Desk, ct));
}

/// <param name="Answer">People to answer.</param>
/// <param name="All">Everything that waits.</param>
public sealed record DeskTile(string Handle, string Nickname, string? AvatarUrl, bool Frozen, int Answer, int All);

/// <param name="First">What waits longest.</param>
public sealed record QueueTile(DeskQueue Queue, int Count, DeskRow? First);
