using System.Text.Json;
using Zhibo.Notifications.Push;

namespace Zhibo.ClientApi.Wire;

/// <summary>The WebPushSubscription entity.</summary>
internal static class PushJson
{
    private const string Staff = "admin";

    public static readonly (string Name, PushAlerts Alert)[] Alerts =
    [
        ("mention", PushAlerts.Mention), ("quote", PushAlerts.Quote), ("status", PushAlerts.Status), ("reblog", PushAlerts.Reblog), ("follow", PushAlerts.Follow),
        ("follow_request", PushAlerts.FollowRequest), ("favourite", PushAlerts.Favourite), ("poll", PushAlerts.Poll), ("update", PushAlerts.Update), ("quoted_update", PushAlerts.QuotedUpdate),
    ];

    public static PushPolicy? Policy(string name) => name switch
    {
        "all" => PushPolicy.All,
        "followed" => PushPolicy.Followed,
        "follower" => PushPolicy.Follower,
        "none" => PushPolicy.None,
        _ => null,
    };

    public static void Write(Utf8JsonWriter json, PushDevice device, string key)
    {
        json.WriteStartObject();
        json.WriteId("id", device.Id);
        json.WriteString("endpoint", device.Endpoint);
        json.WriteBoolean("standard", true);
        json.WriteString("server_key", key);
        json.WriteString("policy", device.Policy.ToString().ToLowerInvariant());
        json.WriteStartObject("alerts");
        foreach (var (name, alert) in Alerts) json.WriteBoolean(name, (device.Alerts & alert) != 0);
        // Staff is told at its desk.
        json.WriteBoolean($"{Staff}.sign_up", false);
        json.WriteBoolean($"{Staff}.report", false);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
