using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Posts.Pages;
using Zhibo.Shared;

namespace Zhibo.Notifications.Pages;

/// <summary>What happened to me, newest first; opening the page marks it as read.</summary>
internal static class NoticeRoutes
{
    public static void MapNotices(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/notices", Show);
        pages.MapGet("/notices/{id:long}", People);
        pages.MapPost("/notices/read", MarkRead);
    }

    private static async Task<IResult> MarkRead(HttpContext http, ReadNotices read, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var newest = await read.Run(new(caller.AccountId, NoticesPage.Shown, Limit: 1), ct);
        if (newest.Notices is [var notice, ..]) await read.MarkRead(caller.AccountId, notice.Id, ct);
        return Results.LocalRedirect("/notices");
    }

    private static async Task<IResult> Show(HttpContext http, ReadGroups groups, ReadNotices read, NoticeViews views, StreamPage stream, string? kind, long? before, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        NoticeKind? only = Enum.TryParse<NoticeKind>(kind, ignoreCase: true, out var chosen) && NoticesPage.Shown.Contains(chosen) ? chosen : null;
        // Asked before it is marked as read: the page shows what was new.
        var head = await stream.Head(http, http.Words()["web.nav.notices"], "notices");
        var page = await groups.Run(new(caller.AccountId, only is { } one ? [one] : NoticesPage.Shown, before), ct);
        var view = new NoticesView(only, await views.Of(page, await stream.Reader(http, ct), ct))
        {
            Unread = head.Viewer?.Unread ?? 0,
            Messages = head.Viewer?.Messages ?? 0,
            Older = page.Groups.Count < ReadNotices.PageSize ? null
                : $"/notices?{(only is null ? "" : $"kind={only.ToString()!.ToLowerInvariant()}&")}before={Text(page.Groups[^1].LatestId)}",
        };
        if (only is null && before is null && page.Groups.Count > 0)
        {
            await read.MarkRead(caller.AccountId, page.Groups[0].LatestId, ct);
            // What stands on the page is not new any more in its frame.
            head = head with { Viewer = head.Viewer is null ? null : head.Viewer with { Unread = 0 } };
        }
        return Web.Page.Of<NoticesPage>(head with { Robots = "noindex" }, new Dictionary<string, object?> { [nameof(NoticesPage.View)] = view });
    }

    /// <summary>Everybody who stands behind one line.</summary>
    private static async Task<IResult> People(HttpContext http, long id, ReadGroups groups, NoticeViews views, StreamPage stream, Db db, long? before, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var page = await groups.One(caller.AccountId, id, ct);
        if (await views.Of(page, await stream.Reader(http, ct), ct) is not [var line]) throw new Refusal(RefusalKind.NotFound, "notifications.none");
        var below = before ?? long.MaxValue;
        var people = await groups.People(caller.AccountId, id).Where(n => n.Id < below).OrderByDescending(n => n.Id).Take(ReadNotices.PageSize)
            .Join(db.Accounts, n => n.ActorId, a => a.Id, (n, a) => new { n.Id, Account = a }).ToListAsync(ct);
        people = [.. people.OrderByDescending(p => p.Id)];
        var view = new NoticePeopleView(line, [.. people.Select(p => new NoticePerson(PostViews.Author(p.Account), Ids.TimeOf(p.Id)))],
            people.Count < ReadNotices.PageSize ? null : $"/notices/{Text(id)}?before={Text(people[^1].Id)}");
        var head = await stream.Head(http, http.Words()["web.nav.notices"], "notices");
        return Web.Page.Of<NoticePeoplePage>(head with { Robots = "noindex" }, new Dictionary<string, object?> { [nameof(NoticePeoplePage.View)] = view });
    }

    private static string Text(long id) => id.ToString(CultureInfo.InvariantCulture);
}
