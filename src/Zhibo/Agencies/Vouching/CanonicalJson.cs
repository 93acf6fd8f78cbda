using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Zhibo.Agencies.Vouching;

/// <summary>JSON in the one form that is signed: RFC 8785 for objects, strings, whole numbers and null. Keys sorted by
/// UTF-16 units, no blanks, nothing escaped that need not be.</summary>
public static class CanonicalJson
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    /// <summary>Properties become snake_case.</summary>
    public static string Of<T>(T value) => Of(JsonSerializer.SerializeToElement(value, Snake));

    /// <summary>True when <paramref name="text"/> is JSON and written as <see cref="Of(JsonElement)"/> would write it.</summary>
    public static bool Read(string text, out JsonElement value)
    {
        value = default;
        try
        {
            using var document = JsonDocument.Parse(text, Strict);
            value = document.RootElement.Clone();
            return Of(value) == text;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            // InvalidOperationException: half a surrogate pair behind an escape.
            return false;
        }
    }

    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object: WriteObject(text, value); break;
            case JsonValueKind.String: WriteString(text, value.GetString()!); break;
            case JsonValueKind.Null: text.Append("null"); break;
            case JsonValueKind.Number: text.Append(value.GetInt64().ToString(CultureInfo.InvariantCulture)); break;
            default: throw new FormatException($"{value.ValueKind} is not signed");
        }
    }

    private static void WriteObject(StringBuilder text, JsonElement value)
    {
        text.Append('{');
        var first = true;
        foreach (var property in value.EnumerateObject().OrderBy(p => p.Name, StringComparer.Ordinal))
        {
            if (!first) text.Append(',');
            first = false;
            WriteString(text, property.Name);
            text.Append(':');
            Write(text, property.Value);
        }
        text.Append('}');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var sign in value)
        {
            _ = sign switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
                _ => text.Append(sign),
            };
        }
        text.Append('"');
    }
}
