using Zhibo.Agencies.Lines;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Agencies.Import;

/// <summary>Makes entries of rows, or says what is wrong with each cell.</summary>
public sealed class ImportReader(RegionTree regions, LineList lines, AgencyDrafts drafts)
{
    private const int MostNamed = 3;
    private const string Unsaid = "—";

    internal ImportEntry? Read(TableRow row, ImportMap map, long? userId, List<ImportFault> faults)
    {
        var before = faults.Count;
        var seal = Choice(row, map, AgencyForm.Seal, AgencyForm.SealOf, "agencies.import.fault.seal", faults);
        string Cell(string field) => map.Text(row, field)?.Trim() ?? "";
        var typed = new EnterAgency.Input(userId, Cell(AgencyForm.Name), RegionOf(row, map, faults), LineOf(row, map, faults))
        {
            Handle = Cell(AgencyForm.Handle),
            Nickname = Cell(AgencyForm.Nickname).TrimStart('@', '＠'),
            UnitCode = Cell(AgencyForm.UnitCode),
            Contact = Cell(AgencyForm.Contact),
            Phone = Cell(AgencyForm.Phone),
            Address = Cell(AgencyForm.Address),
            Hours = Cell(AgencyForm.Hours),
            Duties = OnePerLine(Cell(AgencyForm.Duties)),
            Level = Choice(row, map, AgencyForm.Level, AgencyForm.LevelOf, "agencies.import.fault.level", faults),
            Seal = seal ?? default,
        };
        if (faults.Count > before) return null;
        try
        {
            return new(row, typed, drafts.Check(typed), Cell(AgencyForm.Parent).TrimStart('@', '＠')) { Seal = seal };
        }
        catch (Refusal refusal) when (refusal.Kind == RefusalKind.Invalid)
        {
            var field = refusal.Field ?? AgencyForm.Name;
            faults.Add(ImportFault.Of(row, map.Column(field), map.Text(row, field), refusal));
            return null;
        }
    }

    private string RegionOf(TableRow row, ImportMap map, List<ImportFault> faults)
    {
        if (map.Text(row, AgencyForm.Region) is not { } cell) return Faulty(AgencyForm.Region, "", "agencies.import.fault.no_cell");
        return regions.Now.Meant(cell) switch
        {
            [var one] => one.Code,
            [] => Faulty(AgencyForm.Region, cell, "agencies.import.fault.region"),
            var several => Faulty(AgencyForm.Region, cell, "agencies.import.fault.regions", string.Join(", ", several.Take(MostNamed).Select(r => regions.Now.PathOf(r.Code)))),
        };

        string Faulty(string field, string cell, string word, params object?[] args)
        {
            faults.Add(ImportFault.Of(row, map.Column(field), cell, word, args));
            return Unsaid;
        }
    }

    private string LineOf(TableRow row, ImportMap map, List<ImportFault> faults)
    {
        var cell = map.Text(row, AgencyForm.Line);
        if (cell is not null && lines.Named(cell) is { } line) return line.Key;
        var near = cell is null ? [] : lines.Near(cell);
        faults.Add(cell is null ? ImportFault.Of(row, map.Column(AgencyForm.Line), "", "agencies.import.fault.no_cell")
            : near.Count == 0 ? ImportFault.Of(row, map.Column(AgencyForm.Line), cell, "agencies.import.fault.line")
            : ImportFault.Of(row, map.Column(AgencyForm.Line), cell, "agencies.import.fault.line_near", string.Join(", ", near.Select(l => l.Name))));
        return Unsaid;
    }

    private static T? Choice<T>(TableRow row, ImportMap map, string field, Func<string, T?> read, string word, List<ImportFault> faults)
        where T : struct
    {
        if (map.Text(row, field) is not { } cell) return null;
        var value = read(cell);
        if (value is null) faults.Add(ImportFault.Of(row, map.Column(field), cell, word));
        return value;
    }

    /// <summary>Clerks part matters with semicolons where a cell cannot break the line.</summary>
    private static string OnePerLine(string duties) =>
        string.Join('\n', duties.Split(['\n', '\r', ';', '；'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
