using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Regions.Import;

/// <summary>A file of a list of regions. A list of the whole country is known by provinces.json among its files.</summary>
public sealed record RegionFile(string Name, Stream Content)
{
    internal const string Provinces = "provinces.json", Cities = "cities.json", Areas = "areas.json", Towns = "streets.csv", Uncoded = "HK-MO-TW.json";

    /// <summary>The files of a list of the whole country.</summary>
    public static IReadOnlyList<string> Names { get; } = [Provinces, Cities, Areas, Towns, Uncoded];
}

/// <summary>A region as a list has it, checked by itself.</summary>
/// <param name="ParentCode">As the list says; null: by the code.</param>
internal sealed record RegionRow(string Code, string Name, string? ParentCode)
{
    public IReadOnlyList<string> Variants { get; init; } = [];

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public RegionLevel Level => RegionCode.LevelOf(Code)!.Value;

    /// <summary>Where it stands, for faults.</summary>
    public required Func<string, string, TableFault> Fault { get; init; }
}

/// <summary>What was read of a list.</summary>
internal sealed class RegionRows
{
    private readonly Dictionary<string, RegionRow> byCode = new(StringComparer.Ordinal);

    public IReadOnlyCollection<RegionRow> Rows => byCode.Values;

    public List<TableFault> Faults { get; } = [];

    /// <summary>Nodes that stand for nobody (市辖区), and what the list itself calls abolished.</summary>
    public int LeftOut { get; private set; }

    /// <summary>The list claims to be all there is.</summary>
    public bool Whole { get; init; }

    public RegionRow? Of(string code) => byCode.GetValueOrDefault(code);

    /// <summary>Takes a row whose parts are as the file has them.</summary>
    public void Take(string code, string name, string? parent, Func<string, string, TableFault> fault, Func<RegionRow, RegionRow>? more = null)
    {
        if (RegionNaming.IsPlaceholder(name.Trim()) || RegionNaming.IsGone(name)) LeftOut++;
        else if (RegionCode.Read(code) is not { } read) Faults.Add(fault("code", $"\"{PostHtml.Plain(code, 20)}\" is no code of 2, 4, 6, 9 or 12 digits"));
        else if (InputText.CleanLine(name, RegionRules.LongestName) is not { Ok: true, Text: { Length: > 1 } clean }) Faults.Add(fault("name", "is no name"));
        else if (byCode.TryGetValue(read, out var other) && other.Name == clean) LeftOut++;
        else if (other is not null) Faults.Add(fault("code", $"{read} is taken by {other.Name} in this list"));
        else
        {
            var row = new RegionRow(read, clean, string.IsNullOrWhiteSpace(parent) ? null : RegionCode.Read(parent) ?? parent.Trim()) { Fault = fault };
            byCode[read] = more is null ? row : more(row);
        }
    }

    /// <summary>The parent that the list names must be above it; where it names none, the nearest of those there are is meant.</summary>
    /// <returns>False, with the fault noted, when it has none.</returns>
    public bool TryParent(RegionRow row, Func<string, bool> isKnown, out string? parent)
    {
        var above = RegionCode.Above(row.Code);
        parent = row.ParentCode is null ? above.FirstOrDefault(isKnown) : above.FirstOrDefault(code => code == row.ParentCode && isKnown(code));
        if (parent is not null || (row.Level == RegionLevel.Province && row.ParentCode is null)) return true;
        Faults.Add(row.Fault("parent", row.ParentCode is null ? $"no region stands above {row.Code}" : $"\"{PostHtml.Plain(row.ParentCode, 20)}\" is not there, or not above {row.Code}"));
        return false;
    }
}
