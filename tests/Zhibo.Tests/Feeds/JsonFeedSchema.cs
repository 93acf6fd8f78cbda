using System.Text.Json;
using System.Text.RegularExpressions;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.Feeds;

/// <summary>The published schema of JSON Feed 1.1, read where it lies, and the part of JSON Schema it uses.</summary>
internal sealed class JsonFeedSchema(JsonElement root)
{
    public static JsonFeedSchema Read() => new(JsonDocument.Parse(File.ReadAllBytes(Repository.Pack("feeds", "jsonfeed-1.1.bundled.schema.json"))).RootElement);

    public IReadOnlyList<string> Faults(JsonElement feed)
    {
        List<string> faults = [];
        Check(root, feed, "$", faults);
        return faults;
    }

    private void Check(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("$ref", out var reference)) Check(Resolve(reference.GetString()!), value, at, faults);
        if (schema.TryGetProperty("allOf", out var all))
            foreach (var part in all.EnumerateArray()) Check(part, value, at, faults);
        if (schema.TryGetProperty("anyOf", out var any) && !any.EnumerateArray().Any(part => Fits(part, value))) faults.Add($"{at}: none of {any}");
        if (schema.TryGetProperty("oneOf", out var one) && one.EnumerateArray().Count(part => Fits(part, value)) != 1) faults.Add($"{at}: not one of {one}");
        if (schema.TryGetProperty("not", out var not) && Fits(not, value)) faults.Add($"{at}: is {not}");
        if (schema.TryGetProperty("type", out var type) && !Types(type).Any(t => Is(t, value))) faults.Add($"{at}: {value.ValueKind} instead of {type}");
        if (schema.TryGetProperty("enum", out var known) && !known.EnumerateArray().Any(k => JsonElement.DeepEquals(k, value))) faults.Add($"{at}: {value} is none of {known}");
        if (schema.TryGetProperty("format", out var format) && !IsOf(format.GetString()!, value)) faults.Add($"{at}: {value} is no {format}");
        if (value.ValueKind == JsonValueKind.Array && schema.TryGetProperty("items", out var items))
            foreach (var (n, item) in value.EnumerateArray().Index()) Check(items, item, $"{at}[{n}]", faults);
        if (value.ValueKind == JsonValueKind.Object) CheckMembers(schema, value, at, faults);
    }

    private void CheckMembers(JsonElement schema, JsonElement value, string at, List<string> faults)
    {
        if (schema.TryGetProperty("required", out var required))
            faults.AddRange(required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)).Select(name => $"{at}: {name} is missing"));
        var closed = schema.TryGetProperty("additionalProperties", out var additional) && additional.ValueKind == JsonValueKind.False;
        foreach (var member in value.EnumerateObject())
        {
            if (schema.TryGetProperty("properties", out var properties) && properties.TryGetProperty(member.Name, out var known)) Check(known, member.Value, $"{at}.{member.Name}", faults);
            else if (closed && !(schema.TryGetProperty("patternProperties", out var patterns) && patterns.EnumerateObject().Any(p => Regex.IsMatch(member.Name, p.Name)))) faults.Add($"{at}: nobody knows {member.Name}");
        }
    }

    private bool Fits(JsonElement schema, JsonElement value)
    {
        List<string> faults = [];
        Check(schema, value, "", faults);
        return faults.Count == 0;
    }

    private static bool IsOf(string format, JsonElement value) => format switch
    {
        "uri" => Uri.TryCreate(value.GetString(), UriKind.Absolute, out _),
        "date-time" => value.TryGetDateTimeOffset(out _),
        _ => true,
    };

    private static IEnumerable<string> Types(JsonElement type) => type.ValueKind == JsonValueKind.Array ? type.EnumerateArray().Select(t => t.GetString()!) : [type.GetString()!];

    private static bool Is(string type, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => type == "object",
        JsonValueKind.Array => type == "array",
        JsonValueKind.String => type == "string",
        JsonValueKind.Number => type is "number" or "integer",
        JsonValueKind.True or JsonValueKind.False => type == "boolean",
        _ => type == "null",
    };

    private JsonElement Resolve(string reference) =>
        reference.Split('/').Skip(1).Aggregate(root, (at, part) => at.GetProperty(part));
}
