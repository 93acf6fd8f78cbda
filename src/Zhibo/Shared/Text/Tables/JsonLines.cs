using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Zhibo.Shared.Text.Tables;

/// <summary>One JSON object a line. Numbers and booleans become their text, null and absence are one, nested values stay JSON.</summary>
internal static class JsonLines
{
    public static async IAsyncEnumerable<TableLine> Read(Stream utf8, [EnumeratorCancellation] CancellationToken ct)
    {
        using var text = new StreamReader(utf8);
        for (var number = 1L; await text.ReadLineAsync(ct) is { } line; number++)
            if (!string.IsNullOrWhiteSpace(line)) yield return Judge(line, number);
    }

    private static TableLine Judge(string line, long number)
    {
        if (line.Contains(TableEncoding.Unreadable)) return new(null, TableFault.Of(number, "encoding", "shared.table.no_text"));
        try
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new(RowOf(json.RootElement, number), null)
                : new(null, TableFault.Of(number, "json", "shared.table.json_no_object"));
        }
        catch (JsonException e)
        {
            return new(null, new TableFault(number, "json", e.Message) { Word = "shared.table.json_broken" });
        }
        catch (InvalidOperationException)
        {
            // What GetString says to an escaped half of a surrogate pair.
            return new(null, TableFault.Of(number, "encoding", "shared.table.half_character"));
        }
    }

    private static TableRow RowOf(JsonElement json, long number)
    {
        var columns = new Dictionary<string, int>(StringComparer.Ordinal);
        var cells = new List<string>();
        foreach (var property in json.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Null) continue;
            columns[property.Name] = cells.Count;
            cells.Add(property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : property.Value.GetRawText());
        }

        return new TableRow(number, columns, cells);
    }
}
