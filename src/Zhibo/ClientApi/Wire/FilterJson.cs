using System.Buffers;
using System.Text.Json;
using Zhibo.Posts.Filters;
using Zhibo.Posts.Reading;

namespace Zhibo.ClientApi.Wire;

/// <summary>Filters in both versions of the API, and what of a status met them.</summary>
internal static class FilterJson
{
    private static readonly (FilterPlaces Place, string Name)[] Contexts =
    [
        (FilterPlaces.Home, "home"), (FilterPlaces.Notices, "notifications"), (FilterPlaces.Public, "public"), (FilterPlaces.Thread, "thread"), (FilterPlaces.Account, "account"),
    ];

    public static FilterPlaces? PlaceOf(string name) => Contexts.Where(c => c.Name == name).Select(c => (FilterPlaces?)c.Place).FirstOrDefault();

    public static void Write(Utf8JsonWriter json, FilterLine line)
    {
        json.WriteStartObject();
        WriteHead(json, line.Filter);
        json.WriteStartArray("keywords");
        foreach (var word in line.Words) WriteWord(json, word);
        json.WriteEndArray();
        json.WriteEmpty("statuses");
        json.WriteEndObject();
    }

    public static void WriteWord(Utf8JsonWriter json, FilterWord word)
    {
        json.WriteStartObject();
        json.WriteId("id", word.Id);
        json.WriteString("keyword", word.Text);
        json.WriteBoolean("whole_word", word.WholeWord);
        json.WriteEndObject();
    }

    /// <summary>In the first version each word is a filter.</summary>
    public static void WriteFirst(Utf8JsonWriter json, Filter filter, FilterWord word)
    {
        json.WriteStartObject();
        json.WriteId("id", word.Id);
        json.WriteString("phrase", word.Text);
        WriteContexts(json, filter);
        json.WriteTime("expires_at", filter.ExpiresAt);
        json.WriteBoolean("irreversible", filter.Hides);
        json.WriteBoolean("whole_word", word.WholeWord);
        json.WriteEndObject();
    }

    /// <summary>The entry <c>"filtered"</c> of a status; the client looks whether it is at a place where the filter holds.</summary>
    public static void WriteFiltered(IBufferWriter<byte> output, Sight post, Reader reader)
    {
        var met = reader.Met(post);
        if (met.Count == 0)
        {
            output.Write("\"filtered\":[],"u8);
            return;
        }
        output.Write("\"filtered\":"u8);
        using (var json = Pen.On(output))
        {
            json.WriteStartArray();
            foreach (var (filter, found) in met)
            {
                json.WriteStartObject();
                json.WriteStartObject("filter");
                WriteHead(json, filter.Filter);
                json.WriteEndObject();
                json.WriteTexts("keyword_matches", [.. found]);
                json.WriteNull("status_matches");
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        output.Write(","u8);
    }

    private static void WriteHead(Utf8JsonWriter json, Filter filter)
    {
        json.WriteId("id", filter.Id);
        json.WriteString("title", filter.Title);
        WriteContexts(json, filter);
        json.WriteTime("expires_at", filter.ExpiresAt);
        json.WriteString("filter_action", filter.Hides ? "hide" : "warn");
    }

    private static void WriteContexts(Utf8JsonWriter json, Filter filter) =>
        json.WriteTexts("context", [.. Contexts.Where(c => filter.Places.HasFlag(c.Place)).Select(c => c.Name)]);
}
