using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Trends.Hosts;

namespace Zhibo.Trends.Pages;

/// <summary>/desk/{handle}/topics: what an agency hosts, and what it might.</summary>
internal static class DeskTopicRoutes
{
    public const string Active = "topics";

    public static string Path(string handle, Topic topic) => $"/desk/{handle}/topic?name={Uri.EscapeDataString(TopicName.Display(topic.Name))}";

    public static void MapDeskTopics(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk/{handle}/topics", List);
        pages.MapGet("/desk/{handle}/topic", One);
        pages.MapPost("/desk/{handle}/topic", Host);
        pages.MapPost("/desk/{handle}/topic/pin", Pin);
        pages.MapPost("/desk/{handle}/topic/hand-over", HandOver);
    }

    private static async Task<IResult> List(HttpContext http, string handle, StaffFrame frame, DeskTopics topics, CancellationToken ct)
    {
        var seat = await frame.RequireSeat(http, handle, ActingRights.Speak, ct);
        var head = await frame.Desk(http, seat, http.Words()["trends.desk"], Active, ct);
        return Web.Page.Of<DeskTopicsPage>(head, new Dictionary<string, object?> { [nameof(DeskTopicsPage.View)] = await topics.List(seat, ct) });
    }

    private static async Task<IResult> One(HttpContext http, string handle, string? name, StaffFrame frame, DeskTopics topics, CancellationToken ct)
    {
        var seat = await frame.RequireSeat(http, handle, ActingRights.Speak, ct);
        return await Show(http, seat, name ?? "", frame, topics, null, null, ct);
    }

    private static async Task<IResult> Host(HttpContext http, string handle, StaffFrame frame, DeskTopics topics, HostTopic host, CancellationToken ct)
    {
        var seat = await frame.RequireSeat(http, handle, ActingRights.Speak, ct);
        var form = await FormPages.Read(http, ct);
        var (name, text) = (form["name"].ToString(), form["introduction"].ToString());
        return await FormPages.Try(async () =>
        {
            await host.Run(new(seat.AccountId, name, text) { ActingUser = http.RequireCaller().UserId }, ct);
            return Back(seat, name, "?done=trends.hosted");
        }, refusal => Show(http, seat, name, frame, topics, text, refusal, ct));
    }

    private static async Task<IResult> Pin(HttpContext http, string handle, StaffFrame frame, DeskTopics topics, PinInTopic pin, CancellationToken ct)
    {
        var seat = await frame.RequireSeat(http, handle, ActingRights.Speak, ct);
        var form = await FormPages.Read(http, ct);
        var (name, pinned) = (form["name"].ToString(), form["act"] != "unpin");
        return await FormPages.Try(async () =>
        {
            await pin.Run(new(seat.AccountId, name, PostIn(form["post"].ToString()), pinned) { ActingUser = http.RequireCaller().UserId }, ct);
            return Back(seat, name, pinned ? "?done=trends.pinned" : "?done=trends.unpinned");
        }, refusal => Show(http, seat, name, frame, topics, null, refusal, ct));
    }

    private static async Task<IResult> HandOver(HttpContext http, string handle, StaffFrame frame, DeskTopics topics, HandOverTopic move, CancellationToken ct)
    {
        var seat = await frame.RequireSeat(http, handle, ActingRights.Speak, ct);
        var form = await FormPages.Read(http, ct);
        var (name, to) = (form["name"].ToString(), form["agency"].ToString());
        return await FormPages.Try(async () =>
        {
            await move.Run(new(seat.AccountId, name, to) { ActingUser = http.RequireCaller().UserId }, ct);
            return Results.LocalRedirect($"/desk/{seat.Handle}/topics?done=trends.handed_over");
        }, refusal => Show(http, seat, name, frame, topics, null, refusal, ct));
    }

    private static async Task<IResult> Show(HttpContext http, ActingSeat seat, string name, StaffFrame frame, DeskTopics topics, string? typed, Refusal? refusal, CancellationToken ct)
    {
        var view = await topics.One(seat, name, ct);
        return FormPages.Show<DeskTopicPage, DeskTopicView>(http, await frame.Desk(http, seat, $"#{view.Name}#", Active, ct), view with { Typed = typed }, refusal);
    }

    private static IResult Back(ActingSeat seat, string name, string done) =>
        Results.LocalRedirect($"/desk/{seat.Handle}/topic{done}&name={Uri.EscapeDataString(name)}");

    /// <summary>A number, or an address that ends in one.</summary>
    private static long PostIn(string typed)
    {
        var clean = InputText.CleanLine(typed, 300);
        var last = clean.Ok ? clean.Text.Split('?', '#')[0].TrimEnd('/').Split('/')[^1] : "";
        return long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw new Refusal(RefusalKind.Invalid, "trends.not_in_topic", "post");
    }
}
