using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Desk.Pages;

/// <summary>A queue in three panes: menu, list, item.</summary>
internal static class QueueRoutes
{
    public static void MapQueues(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk/{handle}/q/{queue}", (HttpContext http, string handle, string queue, QueuePages show, CancellationToken ct) => show.List(http, handle, queue, ct));
        pages.MapGet("/desk/{handle}/q/{queue}/{id:long}", (HttpContext http, string handle, string queue, long id, QueuePages show, CancellationToken ct) => show.Item(http, handle, queue, id, ct));
    }
}

/// <summary>Shows queues and their items, also after a form of an item was refused.</summary>
public sealed class QueuePages(StaffFrame staff, IEnumerable<DeskQueue> queues)
{
    private const int LongestQuery = 60;

    public async Task<IResult> List(HttpContext http, string handle, string key, CancellationToken ct)
    {
        var (queue, visit) = await Enter(http, handle, key, ct);
        return await Show(queue, visit, null, ct);
    }

    public async Task<IResult> Item(HttpContext http, string handle, string key, long id, CancellationToken ct)
    {
        var (queue, visit) = await Enter(http, handle, key, ct);
        return await Show(queue, visit, id, ct);
    }

    /// <summary>The item again, with what was wrong with its form.</summary>
    public async Task<IResult> Again(DeskVisit visit, string key, long id, CancellationToken ct, int status)
    {
        var queue = queues.First(q => q.Key == key);
        return await Show(queue, visit, id, ct, status);
    }

    private async Task<(DeskQueue Queue, DeskVisit Visit)> Enter(HttpContext http, string handle, string key, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Desk, ct);
        var queue = queues.FirstOrDefault(q => q.Key == key) ?? throw new Refusal(RefusalKind.NotFound, "desk.no_queue");
        if (!seat.May(queue.Rights)) throw new Refusal(RefusalKind.Forbidden, "accounts.no_right");
        return (queue, new(http, seat, http.RequireCaller().UserId));
    }

    private async Task<IResult> Show(DeskQueue queue, DeskVisit visit, long? id, CancellationToken ct, int status = StatusCodes.Status200OK)
    {
        var sheet = id is { } number ? await queue.Item(visit, number, ct) ?? throw new Refusal(RefusalKind.NotFound, "desk.no_item") : null;
        var ask = Ask(queue, visit);
        var list = await queue.List(visit, ask, ct);
        var words = visit.Http.Words();
        var head = await staff.Desk(visit.Http, visit.Seat, sheet?.Title ?? words[queue.Word], queue.Key, ct);
        return Web.Page.Of<QueuePage>(head, new Dictionary<string, object?>
        {
            [nameof(QueuePage.View)] = new QueueView(queue, $"/desk/{visit.Seat.Handle}/q/{queue.Key}", ask, list) { Open = id, Sheet = sheet },
        }, status);
    }

    private static DeskAsk Ask(DeskQueue queue, DeskVisit visit)
    {
        var query = visit.Http.Request.Query;
        var show = query["show"].ToString();
        var text = InputText.CleanLine(query["q"].ToString(), LongestQuery);
        return new(visit.Seat.AccountId, visit.UserId, queue.Tabs.Any(t => t.Key == show) ? show : queue.Tabs[0].Key)
        {
            Query = queue.Searches && text.Ok ? text.Text : "",
            After = query["after"].ToString() is { Length: > 0 and <= 60 } after ? after : null,
        };
    }
}

/// <summary>A queue and, at the right, the item that is open.</summary>
/// <param name="Path">Of the queue.</param>
public sealed record QueueView(DeskQueue Queue, string Path, DeskAsk Ask, DeskList List)
{
    public long? Open { get; init; }

    public DeskSheet? Sheet { get; init; }

    /// <summary>The address of an item or of the list, in the same view.</summary>
    public string Url(string rest, string? tab = null, string? after = null, bool keepQuery = true)
    {
        List<string> query = [];
        if ((tab ?? Ask.Show) is var show && show != Queue.Tabs[0].Key) query.Add("show=" + show);
        if (keepQuery && Ask.Query.Length > 0) query.Add("q=" + Uri.EscapeDataString(Ask.Query));
        if (after is not null) query.Add("after=" + Uri.EscapeDataString(after));
        return Path + rest + (query.Count == 0 ? "" : "?" + string.Join('&', query));
    }
}
