using System.Buffers;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Messages;
using Zhibo.Messages.Reading;
using Zhibo.Posts.Reading;

namespace Zhibo.ClientApi;

/// <summary>Private conversations. What strangers ask waits on the pages; here stands what was accepted.</summary>
internal static class ConversationRoutes
{
    private const int Standard = 20, Most = 40;

    public static void MapConversations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/conversations", Several);
        api.MapPost("/v1/conversations/{id}/read", Read);
        api.MapDelete("/v1/conversations/{id}", Delete);
    }

    private static async Task Several(HttpContext http)
    {
        var caller = http.RequireScope("read:statuses");
        var (place, page) = (http.Place(), http.Page(Standard, Most));
        var rows = await http.Of<ListConversations>().Run(new(caller.AccountId, PartyState.Accepted)
        {
            Before = page.MaxId,
            After = page.MinId ?? page.SinceId,
            Upwards = page.MinId is not null,
            Limit = page.Limit,
        }, http.RequestAborted);
        await Answer(http, place, rows, alone: false, rows.Count == 0 ? null : Paging.Link(http, place, rows[0].Mine.LastId, rows[^1].Mine.LastId));
    }

    private static async Task Read(HttpContext http)
    {
        var caller = http.RequireScope("write:conversations");
        var (list, id) = (http.Of<ListConversations>(), http.RouteId());
        if (await list.One(caller.AccountId, id, http.RequestAborted) is not { } row) throw Asking.NotFound();
        await http.Of<MarkRead>().Run(new(caller.AccountId, id, row.Mine.LastId), http.RequestAborted);
        await Answer(http, http.Place(), [(await list.One(caller.AccountId, id, http.RequestAborted))!], alone: true, null);
    }

    private static async Task Delete(HttpContext http)
    {
        var caller = http.RequireScope("write:conversations");
        await http.Of<ClearConversation>().Run(new(caller, http.RouteId()), http.RequestAborted);
        await Answers.Entity(http, json => { json.WriteStartObject(); json.WriteEndObject(); });
    }

    private static async Task Answer(HttpContext http, Place place, IReadOnlyList<ListConversations.Row> rows, bool alone, string? link)
    {
        var reader = await http.Reader();
        var latest = await http.Of<ListConversations>().Standing(rows, http.RequestAborted);
        var cards = (await place.Cards.Get([.. latest.Values], http.RequestAborted)).Where(c => !c.Sight.Deleted && reader.CanSee(c.Sight)).ToDictionary(c => c.Sight.PostId);
        await Answers.Raw(http, output =>
        {
            if (!alone) output.Write("["u8);
            foreach (var (n, row) in rows.Index())
            {
                if (n > 0) output.Write(","u8);
                Write(output, row, place, latest.TryGetValue(row.Mine.ConversationId, out var last) ? cards.GetValueOrDefault(last) : null, reader);
            }
            if (!alone) output.Write("]"u8);
        }, link);
    }

    private static void Write(IBufferWriter<byte> output, ListConversations.Row row, Place place, Card? last, Reader reader)
    {
        using (var json = Pen.On(output))
        {
            json.WriteStartObject();
            json.WriteId("id", row.Mine.ConversationId);
            json.WriteBoolean("unread", row.Mine.Unread > 0);
            json.WriteStartArray("accounts");
            foreach (var other in row.Others) place.Accounts.Write(json, other);
            json.WriteEndArray();
        }
        output.Write(",\"last_status\":"u8);
        if (last is null) output.Write("null"u8);
        else last.Drawn.Write(output, new StatusFill(last.Sight, reader));
        output.Write("}"u8);
    }
}
