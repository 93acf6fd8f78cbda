using System.Globalization;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Posts.Filters;
using Zhibo.Shared;

namespace Zhibo.ClientApi;

/// <summary>Filters: the second version whole, the first to read.</summary>
internal static class FilterRoutes
{
    public static void MapFilters(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/filters", First);
        api.MapGet("/v2/filters", Several);
        api.MapPost("/v2/filters", (RequestDelegate)(http => Save(http, null)));
        api.MapGet("/v2/filters/{id}", Show);
        api.MapPut("/v2/filters/{id}", (RequestDelegate)(http => Save(http, http.RouteId())));
        api.MapDelete("/v2/filters/{id}", Drop);
        api.MapGet("/v2/filters/{id}/keywords", Words);
        api.MapPost("/v2/filters/{id}/keywords", AddWord);
        api.MapGet("/v2/filters/{id}/statuses", NoStatuses);
        api.MapGet("/v2/filters/keywords/{id}", ShowWord);
        api.MapPut("/v2/filters/keywords/{id}", (RequestDelegate)(http => ChangeWord(http, gone: false)));
        api.MapDelete("/v2/filters/keywords/{id}", (RequestDelegate)(http => ChangeWord(http, gone: true)));
    }

    private static Task<List<FilterLine>> Mine(HttpContext http, Caller caller) => FilterLines.Load(http.Of<Db>(), caller.AccountId, http.RequestAborted);

    private static async Task<FilterLine> One(HttpContext http, Caller caller, long id) =>
        (await Mine(http, caller)).Find(l => l.Filter.Id == id) ?? throw Asking.NotFound();

    private static async Task<(FilterLine Line, FilterWord Word)> WordOf(HttpContext http, Caller caller)
    {
        var id = http.RouteId();
        var line = (await Mine(http, caller)).Find(l => l.Words.Any(w => w.Id == id)) ?? throw Asking.NotFound();
        return (line, line.Words.First(w => w.Id == id));
    }

    private static async Task First(HttpContext http)
    {
        var lines = await Mine(http, http.RequireScope("read:filters"));
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var line in lines)
                foreach (var word in line.Words) FilterJson.WriteFirst(json, line.Filter, word);
            json.WriteEndArray();
        });
    }

    private static async Task Several(HttpContext http)
    {
        var lines = await Mine(http, http.RequireScope("read:filters"));
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var line in lines) FilterJson.Write(json, line);
            json.WriteEndArray();
        });
    }

    private static async Task Show(HttpContext http) => await Answer(http, http.RequireScope("read:filters"), http.RouteId());

    private static async Task Answer(HttpContext http, Caller caller, long id)
    {
        var line = await One(http, caller, id);
        await Answers.Entity(http, json => FilterJson.Write(json, line));
    }

    private static async Task Save(HttpContext http, long? id)
    {
        var caller = http.RequireScope("write:filters");
        var fields = await Fields.Read(http);
        var saved = await http.Of<SaveFilter>().Run(new(caller.AccountId, id)
        {
            Title = fields.Text("title"),
            Places = Places(fields),
            Hides = fields.Text("filter_action") switch { null or "" => null, "hide" => true, "warn" => false, _ => throw Fields.Unsupported("filter_action") },
            EndsIn = Ends(fields),
            Words = [.. fields.Objects("keywords_attributes").Select(Word)],
        }, http.RequestAborted);
        await Answer(http, caller, saved);
    }

    private static async Task Drop(HttpContext http)
    {
        var caller = http.RequireScope("write:filters");
        await http.Of<DropFilter>().Run(new(caller.AccountId, http.RouteId()), http.RequestAborted);
        await Nothing(http);
    }

    private static async Task Words(HttpContext http)
    {
        var line = await One(http, http.RequireScope("read:filters"), http.RouteId());
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var word in line.Words) FilterJson.WriteWord(json, word);
            json.WriteEndArray();
        });
    }

    private static async Task AddWord(HttpContext http)
    {
        var caller = http.RequireScope("write:filters");
        var (id, fields) = (http.RouteId(), await Fields.Read(http));
        await http.Of<SaveFilter>().Run(new(caller.AccountId, id) { Words = [new(null, fields.Text("keyword") ?? "", fields.Flag("whole_word"))] }, http.RequestAborted);
        var word = (await One(http, caller, id)).Words[^1];
        await Answers.Entity(http, json => FilterJson.WriteWord(json, word));
    }

    private static async Task ShowWord(HttpContext http)
    {
        var (_, word) = await WordOf(http, http.RequireScope("read:filters"));
        await Answers.Entity(http, json => FilterJson.WriteWord(json, word));
    }

    private static async Task ChangeWord(HttpContext http, bool gone)
    {
        var caller = http.RequireScope("write:filters");
        var (line, word) = await WordOf(http, caller);
        var fields = await Fields.Read(http);
        await http.Of<SaveFilter>().Run(new(caller.AccountId, line.Filter.Id) { Words = [new(word.Id, fields.Text("keyword"), fields.Flag("whole_word"), gone)] }, http.RequestAborted);
        if (gone) await Nothing(http);
        else await ShowWord(http);
    }

    /// <summary>Single posts are not filtered here.</summary>
    private static async Task NoStatuses(HttpContext http)
    {
        await One(http, http.RequireScope("read:filters"), http.RouteId());
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            json.WriteEndArray();
        });
    }

    private static Task Nothing(HttpContext http) => Answers.Entity(http, json =>
    {
        json.WriteStartObject();
        json.WriteEndObject();
    });

    private static SaveFilter.Word Word(Fields fields) => new(fields.Id("id"), fields.Text("keyword"), fields.Flag("whole_word"), fields.Flag("_destroy") ?? false);

    private static FilterPlaces? Places(Fields fields) =>
        fields.List("context") is { Count: > 0 } names
            ? names.Aggregate(FilterPlaces.None, (all, name) => all | (FilterJson.PlaceOf(name) ?? throw Fields.Unsupported("context")))
            : null;

    /// <summary>Seconds; an empty one ends never, none stays as it is.</summary>
    private static TimeSpan? Ends(Fields fields)
    {
        if (fields.Text("expires_in") is not { } text) return null;
        if (text.Length == 0) return SaveFilter.Never;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? TimeSpan.FromSeconds(seconds) : throw new Refusal(RefusalKind.Invalid, "clientapi.bad_value", "expires_in", "expires_in");
    }
}
