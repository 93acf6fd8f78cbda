using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Posts.Pages;

namespace Zhibo.Notifications.Pages;

/// <summary>What happened to me, newest first; opening the page marks it as read.</summary>
internal static class NoticeRoutes
{
    public static void MapNotices(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notices", Show);
        pages.MapPost("/notices/read", MarkRead);
    }

    private static async Task<IResult> MarkRead(HttpContext http, ReadNotices read, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var newest = await read.Run(new(caller.AccountId, NoticesPage.Shown, Limit: 1), ct);
        if (newest.Notices is [var notice, ..]) await read.MarkRead(caller.AccountId, notice.Id, ct);
        return Results.LocalRedirect("/notices");
    }

    private static async Task<IResult> Show(HttpContext http, ReadNotices read, NoticeViews views, StreamPage stream, Unread unread, string? kind, long? before, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        NoticeKind? only = Enum.TryParse<NoticeKind>(kind, ignoreCase: true, out var chosen) && NoticesPage.Shown.Contains(chosen) ? chosen : null;
        var waiting = await unread.Of(caller.AccountId, ct);
        var page = await read.Run(new(caller.AccountId, only is { } one ? [one] : NoticesPage.Shown, before), ct);
        var view = new NoticesView(only, await views.Of(page, await stream.Reader(http, ct), ct))
        {
            Unread = waiting,
            Older = page.Notices.Count < ReadNotices.PageSize ? null
                : $"/notices?{(only is null ? "" : $"kind={only.ToString()!.ToLowerInvariant()}&")}before={page.Notices[^1].Id.ToString(CultureInfo.InvariantCulture)}",
        };
        if (only is null && before is null && page.Notices.Count > 0) await read.MarkRead(caller.AccountId, page.Notices[0].Id, ct);
        var head = await stream.Head(http, http.Words()["web.nav.notices"], "notices");
        return Web.Page.Of<NoticesPage>(head with { Robots = "noindex" }, new Dictionary<string, object?> { [nameof(NoticesPage.View)] = view with { Messages = head.Viewer?.Messages ?? 0 } });
    }
}
