using System.Globalization;
using System.Text.Json;
using Zhibo.Posts;
using Zhibo.Shared.Text;
using Zhibo.Trends;
using Zhibo.Trends.Counting;

namespace Zhibo.ClientApi.Wire;

/// <summary>A topic as a Tag, with its use in the last seven days: posts and different accounts, today first.</summary>
internal static class TagJson
{
    private const int Days = 7;

    public static IReadOnlyDictionary<long, IReadOnlyList<TrendDay>> DaysOf(HttpContext http, IReadOnlyCollection<Topic> topics) =>
        topics.Count == 0 ? new Dictionary<long, IReadOnlyList<TrendDay>>() : http.Of<TrendBoard>().Days([.. topics.Select(t => t.Id)], Days);

    public static void Write(Utf8JsonWriter json, Addresses at, Topic topic, IReadOnlyList<TrendDay> days)
    {
        json.WriteStartObject();
        json.WriteId("id", topic.Id);
        json.WriteString("name", TopicName.Display(topic.Name));
        json.WriteString("url", at.Topic(topic.Name));
        json.WriteStartArray("history");
        foreach (var day in days)
        {
            json.WriteStartObject();
            json.WriteString("day", day.At.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
            json.WriteString("uses", day.Posts.ToString(CultureInfo.InvariantCulture));
            json.WriteString("accounts", day.People.ToString(CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
