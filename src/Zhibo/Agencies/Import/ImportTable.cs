using System.Text.Json;
using Zhibo.Shared;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Agencies.Import;

/// <summary>A list as it was read: rows, what was no row, and the columns there are.</summary>
internal sealed class ImportTable
{
    public const int MostRows = 5000;

    private ImportTable(IReadOnlyList<TableRow> rows, IReadOnlyList<ImportFault> faults, IReadOnlyList<string> columns) => (Rows, Faults, Columns) = (rows, faults, columns);

    public IReadOnlyList<TableRow> Rows { get; }

    public IReadOnlyList<ImportFault> Faults { get; }

    public IReadOnlyList<string> Columns { get; }

    public static async Task<ImportTable> Read(Stream file, string name, CancellationToken ct)
    {
        var (rows, faults, columns) = (new List<TableRow>(), new List<ImportFault>(), new List<string>());
        var known = new HashSet<string>();
        try
        {
            await foreach (var line in TableFile.Read(file, name, ct))
            {
                if (rows.Count + faults.Count == MostRows) throw new Refusal(RefusalKind.Invalid, "agencies.import.too_many", "file", MostRows);
                if (line.Row is null) faults.Add(ImportFault.Of(line.Fault!));
                else if (IsEmpty(line.Row)) continue;
                else rows.Add(line.Row);
                columns.AddRange(line.Row?.Columns.Where(known.Add) ?? []);
            }
        }
        catch (InvalidDataException e)
        {
            throw e.AsRefusal("file") ?? new Refusal(RefusalKind.Invalid, "agencies.import.no_table", "file");
        }
        if (rows.Count + faults.Count == 0) throw new Refusal(RefusalKind.Invalid, "agencies.import.empty", "file");
        return new(rows, faults, columns);
    }

    /// <summary>The map that the columns' own names speak of, or the one that was given.</summary>
    /// <param name="mapJson">MAP.json; null: headings are recognised.</param>
    /// <param name="fields">Field to column, chosen on the page; outranks both.</param>
    public ImportMap Map(string? mapJson, IReadOnlyDictionary<string, string>? fields)
    {
        if (mapJson is null || fields is not null) mapJson = JsonSerializer.Serialize(new { fields = fields ?? AgencyForm.Recognise(Columns) });
        try
        {
            var map = ImportMap.Parse(mapJson, AgencyForm.Fields, TimeZoneInfo.Utc);
            foreach (var field in AgencyForm.Needed)
                if (!Columns.Contains(map.Column(field))) throw new Refusal(RefusalKind.Invalid, $"agencies.import.no_{field}", field, string.Join(", ", Columns));
            return map;
        }
        catch (InvalidDataException e)
        {
            throw new Refusal(RefusalKind.Invalid, "agencies.import.bad_map", null, e.Message);
        }
    }

    /// <summary>Rows that a spreadsheet drew a frame around and nobody filled.</summary>
    private static bool IsEmpty(TableRow row) => row.Columns.All(column => string.IsNullOrWhiteSpace(row[column]));
}
