using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Notifications.Push;

namespace Zhibo.ClientApi;

/// <summary>A program is told at once. Messages are always those of the standards: where a client asks for Mastodon's older form, the
/// answer says that it gets the newer one.</summary>
internal static class PushRoutes
{
    public static void MapPush(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/push/subscription", Show);
        api.MapPost("/v1/push/subscription", Keep);
        api.MapPut("/v1/push/subscription", Change);
        api.MapDelete("/v1/push/subscription", End);
    }

    private static async Task Show(HttpContext http)
    {
        var caller = Program(http);
        await Answer(http, await http.Of<Db>().PushDevices.FirstOrDefaultAsync(d => d.TokenId == caller.TokenId, http.RequestAborted) ?? throw Asking.NotFound());
    }

    private static async Task Keep(HttpContext http)
    {
        var caller = Program(http);
        var fields = await Fields.Read(http);
        var subscription = fields.Object("subscription") ?? throw Fields.Bad("subscription");
        var keys = subscription.Object("keys") ?? throw Fields.Bad("subscription");
        var (alerts, policy) = Wishes(fields, (PushAlerts.None, PushPolicy.All));
        await Answer(http, await http.Of<KeepDevice>().Run(new(caller, subscription.Text("endpoint"), keys.Text("p256dh"), keys.Text("auth")) { Alerts = alerts, Policy = policy }, http.RequestAborted));
    }

    private static async Task Change(HttpContext http)
    {
        var caller = Program(http);
        var fields = await Fields.Read(http);
        var now = await http.Of<Db>().PushDevices.FirstOrDefaultAsync(d => d.TokenId == caller.TokenId, http.RequestAborted) ?? throw Asking.NotFound();
        var (alerts, policy) = Wishes(fields, (now.Alerts, now.Policy));
        await Answer(http, await http.Of<ChangeDevice>().Run(new(caller, alerts, policy), http.RequestAborted));
    }

    private static async Task End(HttpContext http)
    {
        await http.Of<EndDevice>().Run(new(Program(http)), http.RequestAborted);
        await Answers.Empty(http);
    }

    private static Caller Program(HttpContext http)
    {
        var caller = http.RequireScope("push");
        // A browser has its own place in the settings.
        return caller.TokenId is not null ? caller : throw Asking.NotFound();
    }

    /// <summary>Alerts that are sent replace all; where none are sent they stay.</summary>
    private static (PushAlerts, PushPolicy) Wishes(Fields fields, (PushAlerts Alerts, PushPolicy Policy) now)
    {
        var data = fields.Object("data");
        var alerts = data?.Object("alerts") is { } sent ? PushJson.Alerts.Where(a => sent.Flag(a.Name) == true).Aggregate(PushAlerts.None, (all, a) => all | a.Alert) : now.Alerts;
        var policy = data?.Text("policy") ?? fields.Text("policy");
        return (alerts, policy is null ? now.Policy : PushJson.Policy(policy) ?? throw Fields.Bad("policy"));
    }

    private static async Task Answer(HttpContext http, PushDevice device)
    {
        var key = await http.Of<VapidKeys>().Public(http.RequestAborted);
        await Answers.Entity(http, json => PushJson.Write(json, device, key));
    }
}
