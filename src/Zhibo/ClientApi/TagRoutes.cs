using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.ClientApi.Wire;
using Zhibo.Data;
using Zhibo.Shared.Text;
using Zhibo.Trends;

namespace Zhibo.ClientApi;

/// <summary>What is talked about more than usual in the city, and one topic.</summary>
internal static class TagRoutes
{
    private const int Standard = 10, Most = 20;

    public static void MapTags(this IEndpointRouteBuilder api)
    {
        api.MapGet("/v1/trends/tags", Trends);
        // As clients before Mastodon 3.5 call it.
        api.MapGet("/v1/trends", Trends);
        api.MapGet("/v1/tags/{name}", One);
    }

    private static Task Trends(HttpContext http)
    {
        var (fields, board) = (Fields.OfQuery(http), http.Of<TrendBoard>());
        var topics = board.OfCity().Skip(Math.Max(0, Number(fields, "offset") ?? 0)).Take(Math.Clamp(Number(fields, "limit") ?? Standard, 1, Most)).Select(t => t.Topic).ToList();
        var (place, days) = (http.Place(), TagJson.DaysOf(http, topics));
        return Answers.Entity(http, json =>
        {
            json.WriteStartArray();
            foreach (var topic in topics) TagJson.Write(json, place.At, topic, days[topic.Id]);
            json.WriteEndArray();
        });
    }

    private static async Task One(HttpContext http)
    {
        var name = http.Request.RouteValues["name"] as string ?? "";
        var key = InputText.CleanLine(name, PostText.LongestTopic).Ok ? TopicName.Key(name) : "";
        var topic = key.Length == 0 ? null : await http.Of<Db>().Topics.FirstOrDefaultAsync(t => t.Key == key, http.RequestAborted);
        // Mastodon answers a name that nobody used with an empty tag; here it has no number to give.
        if (topic is null) throw Asking.NotFound();
        var days = TagJson.DaysOf(http, [topic]);
        await Answers.Entity(http, json => TagJson.Write(json, http.Place().At, topic, days[topic.Id]));
    }

    private static int? Number(Fields fields, string name) =>
        int.TryParse(fields.Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
}
