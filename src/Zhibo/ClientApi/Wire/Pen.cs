using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zhibo.ClientApi.Wire;

/// <summary>How this API writes things: ids as strings, times in UTC with milliseconds, Han characters as they are.</summary>
internal static class Pen
{
    /// <summary>The default writes a Han character as six signs; ours takes three bytes. The answers are never part of HTML.</summary>
    public static readonly JavaScriptEncoder Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    // Holes and pieces of a stencil are written where the writer would expect a name.
    private static readonly JsonWriterOptions Options = new() { Encoder = Encoder, SkipValidation = true };

    public static Utf8JsonWriter On(IBufferWriter<byte> output) => new(output, Options);

    public static string Text(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>(2048);
        using (var json = On(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public static string Id(long id) => id.ToString(CultureInfo.InvariantCulture);

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    public static void WriteId(this Utf8JsonWriter json, string name, long id) => json.WriteString(name, Id(id));

    public static void WriteId(this Utf8JsonWriter json, string name, long? id)
    {
        if (id is { } some) json.WriteString(name, Id(some));
        else json.WriteNull(name);
    }

    public static void WriteTime(this Utf8JsonWriter json, string name, DateTimeOffset? time)
    {
        if (time is { } some) json.WriteString(name, Time(some));
        else json.WriteNull(name);
    }

    public static void WriteEmpty(this Utf8JsonWriter json, string name)
    {
        json.WriteStartArray(name);
        json.WriteEndArray();
    }

    public static void WriteTexts(this Utf8JsonWriter json, string name, params ReadOnlySpan<string> texts)
    {
        json.WriteStartArray(name);
        foreach (var text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    /// <summary>JSON that is already written, as it is.</summary>
    public static void WritePiece(this Utf8JsonWriter json, string piece) => json.WriteRawValue(piece, skipInputValidation: true);
}
