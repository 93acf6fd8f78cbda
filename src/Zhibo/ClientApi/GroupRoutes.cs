using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Notifications;
using Zhibo.Posts.Timelines;

namespace Zhibo.ClientApi;

/// <summary>What happened to the caller, in lines: the second version of Mastodon's notifications.</summary>
internal static class GroupRoutes
{
    private const int Standard = 40, Most = 80;

    /// <summary>What is told in lines at all.</summary>
    private static readonly string[] Groupable = ["favourite", "reblog", "follow"];

    public static void MapGroups(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v2/notifications", Several);
        api.MapGet("/v2/notifications/unread_count", Unread);
        api.MapGet("/v2/notifications/policy", Policy);
        api.MapGet("/v2/notifications/{key}", Show);
        api.MapGet("/v2/notifications/{key}/accounts", People);
        api.MapPost("/v2/notifications/{key}/dismiss", Dismiss);
    }

    /// <summary>One line of the answer.</summary>
    /// <param name="Group">Null where one notice stands for itself.</param>
    internal sealed record Line(long Id, NoticeGroup? Group, IReadOnlyList<NoticeRow> Notices);

    private static async Task Several(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        var (place, page, fields) = (http.Place(), http.Page(Standard, Most), Fields.OfQuery(http));
        var wanted = Wanted.Of(fields);
        var lines = await Lines(http, caller, page, wanted, fields);
        await Answer(http, place, lines, wanted, fields.Text("expand_accounts") == "partial_avatars", lines.Count == 0 ? null : Paging.Link(http, place, lines[0].Id, lines[^1].Id), paged: true);
    }

    private static async Task<IReadOnlyList<Line>> Lines(HttpContext http, Caller caller, PageRange page, Wanted wanted, Fields fields)
    {
        var alone = Alone(fields);
        var (actor, kinds) = (fields.Id("account_id"), wanted.Kinds);
        var groups = await http.Of<ReadGroups>().Run(new(caller.AccountId, [.. kinds.Except(alone)], page.MaxId, page.SinceId, page.Limit) { MinId = page.MinId, ActorId = actor }, http.RequestAborted);
        List<Line> lines = [.. groups.Groups.Select(g => new Line(g.LatestId, g, [.. groups.Of(g)]))];
        if (alone.Length > 0)
        {
            var single = await http.Of<ReadNotices>().Run(new(caller.AccountId, [.. kinds.Intersect(alone)], page.MaxId, page.SinceId, page.Limit) { MinId = page.MinId, ActorId = actor }, http.RequestAborted);
            lines.AddRange(single.Notices.Select(n => new Line(n.Id, null, [n])));
        }
        // The nearest to where the client stands.
        var ordered = page.MinId is null ? lines.OrderByDescending(l => l.Id).Take(page.Limit) : lines.OrderBy(l => l.Id).Take(page.Limit).Reverse();
        return [.. ordered];
    }

    /// <summary>Kinds that this client does not know in lines.</summary>
    private static NoticeKind[] Alone(Fields fields)
    {
        var known = fields.List("grouped_types");
        return known.Count == 0 ? [] : [.. Groupable.Except(known).SelectMany(WireNames.Notices).Distinct()];
    }

    private static async Task Show(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        await Answer(http, http.Place(), [await Find(http, caller)], new([], []), partial: false, null, paged: false);
    }

    private static async Task<Line> Find(HttpContext http, Caller caller)
    {
        var (group, notice) = GroupKey.Read(http.Request.RouteValues["key"] as string ?? "");
        if (group is { } id && await http.Of<ReadGroups>().One(caller.AccountId, id, http.RequestAborted) is { Groups: [var found] } page) return new(found.LatestId, found, [.. page.Of(found)]);
        if (notice is { } one && await http.Of<Db>().Notices.FirstOrDefaultAsync(n => n.Id == one && n.AccountId == caller.AccountId, http.RequestAborted) is { } row) return new(row.Id, null, [row]);
        throw Asking.NotFound();
    }

    private static async Task People(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        var line = await Find(http, caller);
        var notices = line.Group is { } group ? http.Of<ReadGroups>().People(caller.AccountId, group.Id) : http.Of<Db>().Notices.Where(n => n.Id == line.Id);
        await AccountLists.Answer(http, notices.Select(n => new AccountLists.Link { Id = n.Id, AccountId = n.ActorId }), await http.Reader());
    }

    private static async Task Dismiss(HttpContext http)
    {
        var caller = http.RequireScope("write:notifications");
        var line = await Find(http, caller);
        await http.Of<DismissNotices>().Run(new(caller.AccountId) { GroupId = line.Group?.Id, NoticeId = line.Group is null ? line.Id : null }, http.RequestAborted);
        await Answers.Empty(http);
    }

    private static async Task Unread(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        var (fields, db) = (Fields.OfQuery(http), http.Of<Db>());
        var (alone, actor, kinds, most) = (Alone(fields), fields.Id("account_id"), Wanted.Of(fields).Kinds, http.Page(NotificationRoutes.UnreadStandard, NotificationRoutes.UnreadMost).Limit);
        var count = await http.Of<ReadGroups>().CountUnread(new(caller.AccountId, [.. kinds.Except(alone)]) { ActorId = actor }, most, http.RequestAborted);
        NoticeKind[] single = [.. kinds.Intersect(alone)];
        if (single.Length > 0)
        {
            var read = await db.Users.Where(u => u.AccountId == caller.AccountId).Select(u => u.NoticesReadId).FirstOrDefaultAsync(http.RequestAborted);
            count += await db.Notices.Where(n => n.AccountId == caller.AccountId && n.Id > read && single.Contains(n.Kind) && (actor == null || n.ActorId == actor)).Take(most).CountAsync(http.RequestAborted);
        }
        await NotificationRoutes.Count(http, Math.Min(count, most));
    }

    /// <summary>Everything is let through: whose notices are wanted is chosen by kind, in the settings of the site.</summary>
    private static Task Policy(HttpContext http)
    {
        http.RequireScope("read:notifications");
        return Answers.Entity(http, json =>
        {
            json.WriteStartObject();
            foreach (var whose in new[] { "for_not_following", "for_not_followers", "for_new_accounts", "for_private_mentions", "for_limited_accounts" }) json.WriteString(whose, "accept");
            json.WriteStartObject("summary");
            json.WriteNumber("pending_requests_count", 0);
            json.WriteNumber("pending_notifications_count", 0);
            json.WriteEndObject();
            json.WriteEndObject();
        });
    }

    private static async Task Answer(HttpContext http, Place place, IReadOnlyList<Line> lines, Wanted wanted, bool partial, string? link, bool paged)
    {
        var reader = await http.Reader();
        var told = await ToldNotices.Load(http, place, lines.SelectMany(l => l.Notices), reader);
        var ready = lines.Select(l => GroupsJson.Ready.Of(l, [.. l.Notices.Select(told.Of).OfType<NotificationJson.Ready>()])).OfType<GroupsJson.Ready>().Where(g => wanted.Has(g.Type)).ToList();
        if (!paged && ready.Count == 0) throw Asking.NotFound();
        await Answers.Raw(http, output => new GroupsJson(place, reader, partial, paged).Write(output, ready), link);
    }
}
