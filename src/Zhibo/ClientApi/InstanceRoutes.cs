using Zhibo.Accounts;
using Zhibo.ClientApi.Wire;
using Zhibo.Notifications.Push;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.ClientApi;

/// <summary>What a client asks before anything else.</summary>
internal static class InstanceRoutes
{
    public static void MapInstance(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/instance", First);
        api.MapGet("/v2/instance", Second);
        api.MapGet("/v1/custom_emojis", CustomEmojis);
        api.MapGet("/v1/preferences", Preferences);
    }

    private static async Task First(HttpContext http)
    {
        var (place, figures) = (http.Place(), await http.Of<SiteFigures>().Now(http.RequestAborted));
        await Answers.Entity(http, json => InstanceJson.WriteFirst(json, http.Of<Settings>(), place.At, figures));
    }

    private static async Task Second(HttpContext http)
    {
        var (place, figures) = (http.Place(), await http.Of<SiteFigures>().Now(http.RequestAborted));
        var key = await http.Of<VapidKeys>().Public(http.RequestAborted);
        var picture = place.At.Root + http.Of<Assets>().Url("mark.svg");
        await Answers.Entity(http, json => InstanceJson.WriteSecond(json, http.Of<Settings>(), place.At, figures, new(picture, key)));
    }

    private static Task CustomEmojis(HttpContext http) => Answers.Entity(http, json =>
    {
        json.WriteStartArray();
        json.WriteEndArray();
    });

    private static Task Preferences(HttpContext http)
    {
        http.RequireScope("read:accounts");
        return Answers.Entity(http, json =>
        {
            json.WriteStartObject();
            json.WriteString("posting:default:visibility", "public");
            json.WriteString("posting:default:quote_policy", "public");
            json.WriteBoolean("posting:default:sensitive", false);
            json.WriteNull("posting:default:language");
            json.WriteString("reading:expand:media", "default");
            json.WriteBoolean("reading:expand:spoilers", false);
            json.WriteEndObject();
        });
    }
}
