using System.Globalization;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Import;

/// <summary>
/// Brings in a list of agencies: CSV, XLSX or JSON Lines, columns in any order. New ones are entered and wait for their people,
/// known ones (by region and name) are brought up to date where the row says something else; a second run changes nothing.
/// </summary>
public sealed class ImportAgencies(RegisterRights rights, ImportReader reader, ImportPlanner planner, ImportWriter writer)
{
    private const int LongestFileName = 80;

    /// <param name="UserId">An administrator; null is the operator at the console.</param>
    /// <param name="File">Its content.</param>
    /// <param name="Name">Its name: the ending tells what it is, and the history names it.</param>
    public sealed record Input(long? UserId, Stream File, string Name)
    {
        /// <summary>Content of MAP.json; without it headings are recognised.</summary>
        public string? MapJson { get; init; }

        /// <summary>Field to column, as chosen on the page.</summary>
        public IReadOnlyDictionary<string, string>? Fields { get; init; }

        /// <summary>Say what would happen and write nothing.</summary>
        public bool DryRun { get; init; }

        /// <summary>Hears how many rows were written.</summary>
        public Action<long>? Progress { get; init; }
    }

    /// <param name="Faults">In the order of the file.</param>
    public sealed record Outcome(long Rows, long Imported, long Changed, long Unchanged, long Rejected, IReadOnlyList<ImportFault> Faults)
    {
        public IReadOnlyList<string> Columns { get; init; } = [];

        /// <summary>Field to column, as it was read.</summary>
        public IReadOnlyDictionary<string, string> Fields { get; init; } = new Dictionary<string, string>();

        /// <summary>The last line on stdout.</summary>
        public string ToJson()
        {
            var changed = Changed > 0 ? string.Create(CultureInfo.InvariantCulture, $",\"changed\":{Changed}") : "";
            return string.Create(CultureInfo.InvariantCulture, $$"""{"rows":{{Rows}},"imported":{{Imported}},"unchanged":{{Unchanged}},"rejected":{{Rejected}}{{changed}}}""");
        }
    }

    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        await rights.RequireAdmin(input.UserId, ct);
        var table = await ImportTable.Read(input.File, input.Name, ct);
        var map = table.Map(input.MapJson, input.Fields);
        List<ImportFault> faults = [.. table.Faults];
        List<ImportEntry> entries = [.. table.Rows.Select(row => reader.Read(row, map, input.UserId, faults)).OfType<ImportEntry>()];
        await planner.Plan(entries, map, faults, ct);
        if (!input.DryRun)
        {
            await writer.Enter([.. entries.Where(e => e is { Rejected: false, Known: null })], map, input.UserId, faults, input.Progress, ct);
            await writer.Change([.. entries.Where(e => e is { Rejected: false, Changed: true })], map, input.UserId, ReasonOf(input.Name), faults, ct);
        }
        var taken = entries.Where(e => !e.Rejected).ToList();
        var rows = table.Rows.Count + table.Faults.Count;
        return new(rows, taken.Count(e => e.Known is null), taken.Count(e => e.Changed), taken.Count(e => e is { Known: not null, Changed: false }), rows - taken.Count, [.. faults.OrderBy(f => f.Row)])
        {
            Columns = table.Columns,
            Fields = AgencyForm.Fields.Where(field => table.Columns.Contains(map.Column(field))).ToDictionary(field => field, map.Column),
        };
    }

    /// <summary>What the history of a changed agency says: the list it came with.</summary>
    private static string ReasonOf(string file) => PostHtml.Plain(Path.GetFileName(file), LongestFileName) is { Length: > 0 } name ? name : "list";
}
