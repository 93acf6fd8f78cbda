using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Zhibo.Shared.Time;

namespace Zhibo.Shared.Text.Tables;

/// <summary>
/// Which column of a file is which field of ours, from MAP.json:
/// <c>{"fields": {"text": "微博正文", "state": {"column": "状态", "values": {"已办理": "answered"}}}, "time_zone": "Asia/Shanghai", "year": 2020}</c>.
/// </summary>
public sealed class ImportMap
{
    private readonly IReadOnlyDictionary<string, MappedColumn> _fields;
    private readonly TimeZoneInfo _zone;
    private readonly int? _year;
    private readonly bool _byName;

    internal ImportMap(IReadOnlyDictionary<string, MappedColumn> fields, TimeZoneInfo zone, int? year, bool byName)
    {
        _fields = fields;
        _zone = zone;
        _year = year;
        _byName = byName;
    }

    /// <summary>Reads MAP.json; throws <see cref="InvalidDataException"/> with one line that says what is wrong where.</summary>
    /// <param name="fields">The fields there are, such as <c>external_id author text posted_at</c>.</param>
    /// <param name="zone">Used when the map gives no <c>time_zone</c>.</param>
    public static ImportMap Parse(string json, IReadOnlyCollection<string> fields, TimeZoneInfo zone) => ImportMapJson.Read(json, fields, zone);

    /// <summary>Without MAP.json the columns bear the names of the fields; those that are not there are empty.</summary>
    public static ImportMap ByName(IReadOnlyCollection<string> fields, TimeZoneInfo zone) =>
        new(fields.ToDictionary(field => field, field => new MappedColumn(field, null)), zone, null, byName: true);

    /// <summary>
    /// Fails unless the file has every column the map names and each of <paramref name="required"/> is mapped. In CSV the
    /// first row speaks for all; in JSON Lines absence is null, so ask for CSV only.
    /// </summary>
    public void Demand(TableRow row, params ReadOnlySpan<string> required)
    {
        foreach (var field in required)
            if (!_fields.TryGetValue(field, out var mapped) || (_byName && !row.Has(mapped.Column)))
                throw new InvalidDataException($"no column is given for {field}; the file has {string.Join(", ", row.Columns)}");
        if (_byName) return;
        foreach (var (field, mapped) in _fields)
            if (!row.Has(mapped.Column))
                throw new InvalidDataException($"the map takes {field} from {mapped.Column}, but the file has {string.Join(", ", row.Columns)}");
    }

    /// <summary>The column that feeds a field, for messages; the field's own name when none does.</summary>
    public string Column(string field) => _fields.TryGetValue(field, out var mapped) ? mapped.Column : field;

    /// <summary>The cell with its value renamed; null when it is blank or not mapped.</summary>
    public string? Text(TableRow row, string field)
    {
        if (!_fields.TryGetValue(field, out var mapped) || row[mapped.Column] is not { } cell || string.IsNullOrWhiteSpace(cell)) return null;
        return mapped.Values is not null && mapped.Values.TryGetValue(cell.Trim(), out var renamed) ? renamed : cell;
    }

    /// <summary>A blank cell is no fault and no time.</summary>
    public bool TryTime(TableRow row, string field, out DateTimeOffset? time, [NotNullWhen(false)] out TableFault? fault)
    {
        (time, fault) = (null, null);
        if (Text(row, field) is not { } text) return true;
        if (TimeText.Read(text, _zone, _year, out var at) is { } reason)
        {
            fault = FaultOf(row, field, text, reason);
            return false;
        }

        time = at;
        return true;
    }

    /// <summary>A whole number, also as spreadsheets and platforms write it: <c>3061.0</c>, <c>12,345</c>, <c>1.2万</c>.</summary>
    public bool TryCount(TableRow row, string field, out long? count, [NotNullWhen(false)] out TableFault? fault)
    {
        (count, fault) = (null, null);
        if (Text(row, field)?.Trim() is not { } text) return true;
        var (figures, scale) = text[^1] switch
        {
            '万' or '萬' => (text[..^1], 10_000m),
            '亿' or '億' => (text[..^1], 100_000_000m),
            _ => (text, 1m),
        };
        const NumberStyles Styles = NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowTrailingWhite;
        if (decimal.TryParse(figures, Styles, CultureInfo.InvariantCulture, out var number)
            && number <= long.MaxValue / scale && number * scale == decimal.Truncate(number * scale))
        {
            count = (long)(number * scale);
            return true;
        }

        fault = FaultOf(row, field, text, "is no whole number");
        return false;
    }

    /// <summary>A fault of this field in this row, said with the file's own column name.</summary>
    public TableFault FaultOf(TableRow row, string field, string reason) =>
        new(row.Number, Column(field), reason) { Cell = row.CellOf(Column(field)) };

    private TableFault FaultOf(TableRow row, string field, string text, string reason) =>
        FaultOf(row, field, $"\"{PostHtml.Plain(text, 40)}\" {reason}");
}

internal sealed record MappedColumn(string Column, IReadOnlyDictionary<string, string>? Values);
