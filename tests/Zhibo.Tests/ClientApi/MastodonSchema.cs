using System.Globalization;
using System.Text.Json;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.ClientApi;

/// <summary>
/// The published description of Mastodon's API, read where it lies, and the part of JSON Schema it uses. Stricter in one
/// way: a name it does not know is a fault, because a client would not know it either.
/// </summary>
internal sealed class MastodonSchema
{
    private readonly JsonElement _root;

    private MastodonSchema(JsonElement root) => _root = root;

    public static MastodonSchema Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Repository.Pack("mastodon", "schema.json")));
        return new(document.RootElement.Clone());
    }

    /// <summary>What is wrong with an answer to this operation.</summary>
    public IReadOnlyList<string> Faults(string method, string path, JsonElement answer, int status = 200)
    {
        var schema = _root.GetProperty("paths").GetProperty(path).GetProperty(method).GetProperty("responses")
            .GetProperty(status.ToString(CultureInfo.InvariantCulture)).GetProperty("content").GetProperty("application/json").GetProperty("schema");
        List<string> faults = [];
        Check(schema, answer, "$", faults);
        return faults;
    }

    /// <summary>What is wrong with an entity.</summary>
    public IReadOnlyList<string> Faults(string entity, JsonElement value)
    {
        List<string> faults = [];
        Check(Resolve("#/components/schemas/" + entity), value, entity, faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference)) Check(Resolve(reference.GetString()!), value, at, faults);
        if (schema.TryGetProperty("oneOf", out var choices)) CheckChoices(choices, value, at, faults);
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var part in all.EnumerateArray()) Check(part, value, at, faults);
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => Is(t, value)))
        {
            faults.Add($"{at}: {value.ValueKind} instead of {type}");
            return;
        }
        if (schema.TryGetProperty("enum", out var names) && !names.EnumerateArray().Any(n => JsonElement.DeepEquals(n, value)) && value.ValueKind != JsonValueKind.Null)
            faults.Add($"{at}: {value} is none of {names}");
        if (value.ValueKind == JsonValueKind.String && schema.TryGetProperty("format", out var format)) CheckFormat(format.GetString()!, value.GetString()!, at, faults);
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (n, item) in value.EnumerateArray().Index()) Check(items, item, $"{at}[{n}]", faults);
        if (value.ValueKind == JsonValueKind.Object) CheckObject(schema, value, at, faults);
    }

    private void CheckObject(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            foreach (var name in required.EnumerateArray())
                if (!value.TryGetProperty(name.GetString()!, out _)) faults.Add($"{at}: {name} is missing");
        if (!schema.TryGetProperty("properties", out var properties)) return;
        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var known)) Check(known, member.Value, $"{at}.{member.Name}", faults);
            else if (!schema.TryGetProperty("additionalProperties", out _)) faults.Add($"{at}: nobody knows {member.Name}");
        }
    }

    /// <summary>The faults of the nearest choice.</summary>
    private void CheckChoices(JsonElement choices, JsonElement value, string at, List<string> faults)
    {
        List<string>? nearest = null;
        foreach (var choice in choices.EnumerateArray())
        {
            List<string> found = [];
            Check(choice, value, at, found);
            if (nearest is null || found.Count < nearest.Count) nearest = found;
        }
        faults.AddRange(nearest ?? []);
    }

    private static void CheckFormat(string format, string text, string at, List<string> faults)
    {
        var good = format switch
        {
            "date-time" => DateTimeOffset.TryParseExact(text, "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
            _ => true,
        };
        if (!good) faults.Add($"{at}: {text} is no {format}");
    }

    private static IEnumerable<string> Types(JsonElement type) =>
        type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind == JsonValueKind.Number,
        "null" => value.ValueKind == JsonValueKind.Null,
        _ => throw new NotSupportedException(type),
    };

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(_root, (at, part) => at.GetProperty(part.Replace("~1", "/", StringComparison.Ordinal)));
}
