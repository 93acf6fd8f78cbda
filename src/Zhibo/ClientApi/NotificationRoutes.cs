using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Notifications;
using Zhibo.Posts;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Reading;

namespace Zhibo.ClientApi;

/// <summary>What happened to the caller.</summary>
internal static class NotificationRoutes
{
    private const int Standard = 40;
    private const int Most = 80;

    public static void MapNotices(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/notifications", Several);
        api.MapGet("/v1/notifications/{id}", Show);
    }

    private static async Task Several(HttpContext http)
    {
        var caller = http.RequireScope("read:notifications");
        var (place, page, fields) = (http.Place(), http.Page(Standard, Most), Fields.OfQuery(http));
        var wanted = new Wanted(fields.List("types"), fields.List("exclude_types"));
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
        var cards = (await place.Cards.Get([.. rows.Where(r => r.PostId != 0).Select(r => r.PostId).Distinct()], http.RequestAborted)).ToDictionary(c => c.Sight.PostId);
        var subjects = (await place.Cards.Get([.. cards.Values.Select(c => c.Sight.SubjectId).Distinct()], http.RequestAborted)).ToDictionary(c => c.Sight.PostId);
        var actors = rows.Select(r => r.ActorId).ToHashSet();
        var accounts = await http.Of<Db>().Accounts.Where(a => actors.Contains(a.Id)).ToDictionaryAsync(a => a.Id, http.RequestAborted);
        var ready = rows.Select(row => Ready(row, cards.GetValueOrDefault(row.PostId), subjects, accounts, reader)).OfType<NotificationJson.Ready>()
            .Where(n => wanted.Has(n.Type)).ToList();
        if (alone && ready.Count == 0) throw Asking.NotFound();
        await Answers.Raw(http, output => NotificationJson.Write(output, ready, place.Accounts, reader, alone), link);
    }

    /// <summary>Null when its post is gone or no longer for this reader.</summary>
    private static NotificationJson.Ready? Ready(NoticeRow row, Card? card, Dictionary<long, Card> subjects, Dictionary<long, Account> accounts, Reader reader)
    {
        if (!WireNames.Kinds.Contains(row.Kind) || !accounts.TryGetValue(row.ActorId, out var actor)) return null;
        if (row.Kind == NoticeKind.Follow) return new(row.Id, WireNames.Of(row.Kind, false), actor, null);
        if (card is null or { Sight.Deleted: true } || !reader.CanSee(card.Sight) || reader.Hides(card.Sight, FilterPlaces.Notices)) return null;
        var type = WireNames.Of(row.Kind, withWords: card.Sight.Kind == PostKind.Quote);
        // Of a reblog the post that was reblogged is shown.
        return new(row.Id, type, actor, subjects.GetValueOrDefault(card.Sight.SubjectId, card));
    }

    /// <summary>Which types the client asked for.</summary>
    private sealed class Wanted(IReadOnlyList<string> types, IReadOnlyList<string> excluded)
    {
        public NoticeKind[] Kinds => types.Count == 0 ? WireNames.Kinds : [.. types.SelectMany(WireNames.Notices).Distinct()];

        public bool Has(string type) => (types.Count == 0 || types.Contains(type)) && !excluded.Contains(type);
    }
}
