using System.Text.Json;

namespace Zhibo.Shared.Text.Tables;

/// <summary>Reads MAP.json by hand, because the one who wrote it needs to hear which part of it is wrong.</summary>
internal static class ImportMapJson
{
    public static ImportMap Read(string json, IReadOnlyCollection<string> known, TimeZoneInfo zone)
    {
        try
        {
            using var document = JsonDocument.Parse(json, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            return Read(document.RootElement, known, zone);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"the map is no JSON: {e.Message}", e);
        }
    }

    private static ImportMap Read(JsonElement root, IReadOnlyCollection<string> known, TimeZoneInfo zone)
    {
        if (root.ValueKind != JsonValueKind.Object) throw new InvalidDataException("the map is no JSON object");
        IReadOnlyDictionary<string, MappedColumn>? fields = null;
        int? year = null;
        foreach (var part in root.EnumerateObject())
        {
            switch (part.Name)
            {
                case "fields":
                    fields = Fields(part.Value, known);
                    break;
                case "time_zone":
                    zone = Zone(part.Value);
                    break;
                case "year":
                    year = part.Value.ValueKind == JsonValueKind.Number && part.Value.TryGetInt32(out var number) && number is >= 1900 and <= 2200
                        ? number
                        : throw new InvalidDataException("year in the map is no year between 1900 and 2200");
                    break;
                default:
                    throw new InvalidDataException($"the map knows fields, time_zone and year, not {part.Name}");
            }
        }

        return new ImportMap(fields ?? throw new InvalidDataException("the map has no fields"), zone, year, byName: false);
    }

    private static Dictionary<string, MappedColumn> Fields(JsonElement json, IReadOnlyCollection<string> known)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new InvalidDataException("fields in the map is no object");
        var fields = new Dictionary<string, MappedColumn>(StringComparer.Ordinal);
        foreach (var field in json.EnumerateObject())
        {
            if (!known.Contains(field.Name))
                throw new InvalidDataException($"fields.{field.Name} in the map is no field; there are {string.Join(", ", known)}");
            if (!fields.TryAdd(field.Name, Column(field))) throw new InvalidDataException($"fields.{field.Name} is in the map twice");
        }

        return fields;
    }

    private static MappedColumn Column(JsonProperty field)
    {
        if (field.Value.ValueKind == JsonValueKind.String) return new MappedColumn(Name(field.Value, field.Name), null);
        if (field.Value.ValueKind != JsonValueKind.Object)
            throw new InvalidDataException($"fields.{field.Name} in the map is neither a column's name nor {{column, values}}");

        string? column = null;
        Dictionary<string, string>? values = null;
        foreach (var part in field.Value.EnumerateObject())
        {
            if (part.Name == "column" && part.Value.ValueKind == JsonValueKind.String) column = Name(part.Value, field.Name);
            else if (part.Name == "values" && part.Value.ValueKind == JsonValueKind.Object) values = Values(part.Value, field.Name);
            else throw new InvalidDataException($"fields.{field.Name}.{part.Name} in the map is not understood; say column (a name) and values (an object)");
        }

        return new MappedColumn(column ?? throw new InvalidDataException($"fields.{field.Name} in the map has no column"), values);
    }

    private static string Name(JsonElement json, string field) =>
        json.GetString()!.Trim() is { Length: > 0 } name ? name : throw new InvalidDataException($"fields.{field} in the map names no column");

    private static Dictionary<string, string> Values(JsonElement json, string field)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var value in json.EnumerateObject())
            values[value.Name.Trim()] = value.Value.ValueKind == JsonValueKind.String
                ? value.Value.GetString()!
                : throw new InvalidDataException($"fields.{field}.values.{value.Name} in the map is no text");
        return values;
    }

    private static TimeZoneInfo Zone(JsonElement json) =>
        json.ValueKind == JsonValueKind.String && TimeZoneInfo.TryFindSystemTimeZoneById(json.GetString()!, out var zone)
            ? zone
            : throw new InvalidDataException($"time_zone in the map is no time zone: {json.GetRawText()}; say one such as Asia/Shanghai");
}
