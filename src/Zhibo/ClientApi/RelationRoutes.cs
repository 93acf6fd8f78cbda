using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Following;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.ClientApi;

/// <summary>Following, blocking and muting.</summary>
internal static class RelationRoutes
{
    private const int MostAccounts = 100;

    public static void MapRelations(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/accounts/relationships", Several);
        api.MapPost("/v1/accounts/{id}/follow", Follow);
        api.MapPost("/v1/accounts/{id}/unfollow", Act("write:follows", (http, caller, id) => http.Of<UnfollowAccount>().Run(new(caller, id), http.RequestAborted)));
        api.MapPost("/v1/accounts/{id}/block", Act("write:blocks", (http, caller, id) => http.Of<BlockAccount>().Run(new(caller, id), http.RequestAborted)));
        api.MapPost("/v1/accounts/{id}/unblock", Act("write:blocks", (http, caller, id) => http.Of<UnblockAccount>().Run(new(caller, id), http.RequestAborted)));
        api.MapPost("/v1/accounts/{id}/mute", Mute);
        api.MapPost("/v1/accounts/{id}/unmute", Act("write:mutes", (http, caller, id) => http.Of<UnmuteAccount>().Run(new(caller, id), http.RequestAborted)));
    }

    private static async Task Several(HttpContext http)
    {
        var caller = http.RequireScope("read:follows");
        var ids = Fields.OfQuery(http).IdList("id", MostAccounts);
        var db = http.Of<Db>();
        var known = await db.Accounts.Visible(db).Where(a => ids.Contains(a.Id)).Select(a => a.Id).ToHashSetAsync(http.RequestAborted);
        var found = await http.Of<RelationshipOf>().Run(new(caller.AccountId, [.. ids.Where(known.Contains)]), http.RequestAborted);
        await Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var relationship in found) RelationshipJson.Write(json, relationship);
            json.WriteEndArray();
        });
    }

    private static RequestDelegate Act(string scope, Func<HttpContext, Caller, long, Task> act) => async http =>
    {
        var caller = http.RequireScope(scope);
        var account = await AccountRoutes.Find(http, http.RouteId());
        await act(http, caller, account.Id);
        await Answer(http, caller, account.Id);
    };

    private static async Task Follow(HttpContext http)
    {
        var caller = http.RequireScope("write:follows");
        var account = await AccountRoutes.Find(http, http.RouteId());
        var fields = await Fields.Read(http);
        // Everything an account says is followed, in every language, and quietly.
        if (fields.Flag("reblogs") == false) throw Fields.Unsupported("reblogs");
        if (fields.Flag("notify") == true) throw Fields.Unsupported("notify");
        fields.Refuse("languages");
        await http.Of<FollowAccount>().Run(new(caller, account.Id), http.RequestAborted);
        await Answer(http, caller, account.Id);
    }

    private static async Task Mute(HttpContext http)
    {
        var caller = http.RequireScope("write:mutes");
        var account = await AccountRoutes.Find(http, http.RouteId());
        var fields = await Fields.Read(http);
        await http.Of<MuteAccount>().Run(new(caller, account.Id, Span(fields), fields.Flag("notifications") ?? true), http.RequestAborted);
        await Answer(http, caller, account.Id);
    }

    /// <summary>Seconds; none or 0 is without end.</summary>
    private static TimeSpan? Span(Fields fields)
    {
        if (fields.Text("duration") is not { Length: > 0 } text) return null;
        if (!int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            throw new Refusal(RefusalKind.Invalid, "clientapi.bad_value", "duration", "duration");
        return seconds == 0 ? null : TimeSpan.FromSeconds(seconds);
    }

    private static async Task Answer(HttpContext http, Caller caller, long id)
    {
        var found = await http.Of<RelationshipOf>().Run(new(caller.AccountId, id), http.RequestAborted);
        await Answers.Entity(http, json => RelationshipJson.Write(json, found[0]));
    }
}
