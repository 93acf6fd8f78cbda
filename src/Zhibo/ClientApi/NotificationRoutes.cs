using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Notifications;

namespace Zhibo.ClientApi;

/// <summary>What happened to the caller.</summary>
internal static class NotificationRoutes
{
    private const int Standard = 40;
    private const int Most = 80;

    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/notifications", Several);
        api.MapGet("/v1/notifications/unread_count", Unread);
        api.MapPost("/v1/notifications/clear", Clear);
        // Older clients.
        api.MapPost("/v1/notifications/dismiss", Dismiss);
        api.MapGet("/v1/notifications/{id}", Show);
        api.MapPost("/v1/notifications/{id}/dismiss", Dismiss);
    }

    private static async Task Unread(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        var (fields, db) = (Fields.OfQuery(http), http.Of<Db>());
        var wanted = Wanted.Of(fields);
        var read = await db.Users.Where(u => u.AccountId == caller.AccountId).Select(u => u.NoticesReadId).FirstOrDefaultAsync(http.RequestAborted);
        var (kinds, actor) = (wanted.Kinds, fields.Id("account_id"));
        var count = await db.Notices.Where(n => n.AccountId == caller.AccountId && n.Id > read && kinds.Contains(n.Kind) && (actor == null || n.ActorId == actor))
            .Take(http.Page(UnreadStandard, UnreadMost).Limit).CountAsync(http.RequestAborted);
        await Count(http, count);
    }

    public const int UnreadStandard = 100, UnreadMost = 1000;

    public static Task Count(HttpContext http, int count) => Answers.Entity(http, json =>
    {
        json.WriteStartObject();
        json.WriteNumber("count", count);
        json.WriteEndObject();
    });

    private static async Task Clear(HttpContext http)
    {
        var caller = http.RequireScope("write:notifications");
        await http.Of<DismissNotices>().Run(new(caller.AccountId), http.RequestAborted);
        await Answers.Empty(http);
    }

    private static async Task Dismiss(HttpContext http)
    {
        var caller = http.RequireScope("write:notifications");
        var id = http.Request.RouteValues.ContainsKey("id") ? http.RouteId() : (await Fields.Read(http)).Id("id") ?? throw Asking.NotFound();
        if (!await http.Of<Db>().Notices.AnyAsync(n => n.Id == id && n.AccountId == caller.AccountId, http.RequestAborted)) throw Asking.NotFound();
        await http.Of<DismissNotices>().Run(new(caller.AccountId) { NoticeId = id }, http.RequestAborted);
        await Answers.Empty(http);
    }

    private static async Task Several(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        var (place, page, fields) = (http.Place(), http.Page(Standard, Most), Fields.OfQuery(http));
        var wanted = Wanted.Of(fields);
        var found = await http.Of<ReadNotices>().Run(new(caller.AccountId, wanted.Kinds, page.MaxId, page.SinceId, page.Limit)
        {
            MinId = page.MinId,
            ActorId = fields.Id("account_id"),
        }, http.RequestAborted);
        var rows = found.Notices;
        await Answer(http, place, rows, wanted, alone: false, rows.Count == 0 ? null : Paging.Link(http, place, rows[0].Id, rows[^1].Id));
    }

    private static async Task Show(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        var id = http.RouteId();
        var notice = await http.Of<Db>().Notices.FirstOrDefaultAsync(n => n.Id == id && n.AccountId == caller.AccountId, http.RequestAborted);
        await Answer(http, http.Place(), [notice ?? throw Asking.NotFound()], new([], []), alone: true, null);
    }

    private static async Task Answer(HttpContext http, Place place, IReadOnlyList<NoticeRow> rows, Wanted wanted, bool alone, string? link)
    {
        var reader = await http.Reader();
        var told = await ToldNotices.Load(http, place, rows, reader);
        var groups = rows.Select(r => r.GroupId).ToHashSet();
        var lines = await http.Of<Db>().NoticeGroups.Where(g => groups.Contains(g.Id)).ToDictionaryAsync(g => g.Id, http.RequestAborted);
        var ready = rows.Select(row => told.Of(row) is { } one ? one with { GroupKey = GroupKey.Of(lines.GetValueOrDefault(row.GroupId), row, one.Type) } : null).OfType<NotificationJson.Ready>()
            .Where(n => wanted.Has(n.Type)).ToList();
        if (alone && ready.Count == 0) throw Asking.NotFound();
        await Answers.Raw(http, output => NotificationJson.Write(output, ready, place.Accounts, reader, alone), link);
    }
}
