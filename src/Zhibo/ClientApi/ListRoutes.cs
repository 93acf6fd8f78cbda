using System.Text.Json;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Posts.Lists;
using Zhibo.Posts.Timelines;

namespace Zhibo.ClientApi;

/// <summary>Lists, their members, and what these say.</summary>
internal static class ListRoutes
{
    private const int MostAccounts = 100;

    public static void MapLists(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/lists", Several);
        api.MapPost("/v1/lists", (RequestDelegate)(http => Save(http, null)));
        api.MapGet("/v1/lists/{id}", Show);
        api.MapPut("/v1/lists/{id}", (RequestDelegate)(http => Save(http, http.RouteId())));
        api.MapDelete("/v1/lists/{id}", Drop);
        api.MapGet("/v1/lists/{id}/accounts", Members);
        api.MapPost("/v1/lists/{id}/accounts", (RequestDelegate)(http => Change(http, put: true)));
        api.MapDelete("/v1/lists/{id}/accounts", (RequestDelegate)(http => Change(http, put: false)));
        api.MapGet("/v1/accounts/{id}/lists", OfAccount);
        api.MapGet("/v1/timelines/list/{id}", Timeline);
    }

    private static async Task Several(HttpContext http) =>
        await Answer(http, await http.Of<ReadLists>().All(http.RequireScope("read:lists").AccountId, http.RequestAborted));

    private static async Task OfAccount(HttpContext http)
    {
        var caller = http.RequireScope("read:lists");
        var account = await AccountRoutes.Find(http, http.RouteId());
        await Answer(http, await http.Of<ReadLists>().With(caller.AccountId, account.Id, http.RequestAborted));
    }

    private static async Task Show(HttpContext http)
    {
        http.RequireScope("read:lists");
        var list = await http.Of<ReadLists>().Of(await http.Reader(), http.RouteId(), http.RequestAborted);
        await Answers.Entity(http, json => Write(json, list.List));
    }

    private static async Task Save(HttpContext http, long? id)
    {
        var caller = http.RequireScope("write:lists");
        var fields = await Fields.Read(http);
        ListComments? comments = fields.Text("replies_policy") switch
        {
            null or "" => id is null ? ListComments.Members : null,
            "none" => ListComments.None,
            "list" => ListComments.Members,
            "followed" => ListComments.Followed,
            _ => throw Fields.Unsupported("replies_policy"),
        };
        var list = await http.Of<SaveList>().Run(new(caller.AccountId, id, fields.Text("title")) { Comments = comments, Exclusive = fields.Flag("exclusive") }, http.RequestAborted);
        await Answers.Entity(http, json => Write(json, list));
    }

    private static async Task Drop(HttpContext http)
    {
        var caller = http.RequireScope("write:lists");
        await http.Of<DropList>().Run(new(caller.AccountId, http.RouteId()), http.RequestAborted);
        await Nothing(http);
    }

    private static async Task Members(HttpContext http)
    {
        http.RequireScope("read:lists");
        var reader = await http.Reader();
        var list = await http.Of<ReadLists>().Of(reader, http.RouteId(), http.RequestAborted);
        var id = list.List.Id;
        await AccountLists.Answer(http, http.Of<Db>().ListMembers.Where(m => m.ListId == id).Select(m => new AccountLists.Link { Id = m.Id, AccountId = m.AccountId }), reader);
    }

    private static async Task Change(HttpContext http, bool put)
    {
        var caller = http.RequireScope("write:lists");
        var ids = (await Fields.Read(http)).IdList("account_ids", MostAccounts);
        await http.Of<ChangeMembers>().Run(new(caller.AccountId, http.RouteId(), ids, put), http.RequestAborted);
        await Nothing(http);
    }

    private static async Task Timeline(HttpContext http)
    {
        http.RequireScope("read:lists", "read:statuses");
        var (place, page, reader) = (http.Place(), http.Page(), await http.Reader());
        var list = await http.Of<ReadLists>().Of(reader, http.RouteId(), http.RequestAborted);
        var cards = await http.Of<TimelineReader>().List(reader, list, page, place.Cards, http.RequestAborted);
        await Answers.Statuses(http, cards, reader, Paging.Link(http, place, cards));
    }

    private static Task Answer(HttpContext http, IReadOnlyList<ReadingList> lists) => Answers.Entity(http, json =>
    {
        json.WriteStartArray();
        foreach (var list in lists) Write(json, list);
        json.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter json, ReadingList list)
    {
        json.WriteStartObject();
        json.WriteId("id", list.Id);
        json.WriteString("title", list.Title);
        json.WriteString("replies_policy", list.Comments switch { ListComments.Members => "list", ListComments.Followed => "followed", _ => "none" });
        json.WriteBoolean("exclusive", list.Exclusive);
        json.WriteEndObject();
    }

    private static Task Nothing(HttpContext http) => Answers.Entity(http, json =>
    {
        json.WriteStartObject();
        json.WriteEndObject();
    });
}
