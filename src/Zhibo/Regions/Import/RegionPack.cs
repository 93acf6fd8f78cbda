using System.Globalization;
using System.Text.Json;
using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Regions.Import;

/// <summary>
/// The list of the whole country as provinces.json, cities.json, areas.json, streets.csv and HK-MO-TW.json. The last one
/// has no codes: they are made (docs/decisions/0012).
/// </summary>
internal sealed class RegionPack(IReadOnlyList<RegionFile> files, Func<string, IEnumerable<Region>> childrenOf)
{
    private readonly RegionRows rows = new() { Whole = true };

    public static bool Is(IReadOnlyList<RegionFile> files) => files.Any(file => file.Name == RegionFile.Provinces);

    public async Task<RegionRows> Read(CancellationToken ct)
    {
        foreach (var name in (string[])[RegionFile.Provinces, RegionFile.Cities, RegionFile.Areas])
            if (Find(name) is { } file) await Listed(file, ct);
        if (Find(RegionFile.Towns) is { } streets) await Towns(streets, ct);
        if (Find(RegionFile.Uncoded) is { } uncoded) await WithoutCodes(uncoded, ct);
        return rows;
    }

    private RegionFile? Find(string name) => files.FirstOrDefault(file => file.Name == name);

    /// <summary>An array of objects with code and name. Parents follow from the codes.</summary>
    private async Task Listed(RegionFile file, CancellationToken ct)
    {
        using var json = await Parse(file, ct);
        if (json.RootElement.ValueKind != JsonValueKind.Array) throw new InvalidDataException($"{file.Name} is no JSON array");
        var number = 0L;
        foreach (var item in json.RootElement.EnumerateArray())
        {
            var at = ++number;
            TableFault Fault(string field, string reason) => new(at, $"{file.Name} {field}", reason);
            if (Text(item, "code") is not { } code || Text(item, "name") is not { } name) rows.Faults.Add(Fault("code", "an entry without code or name"));
            else rows.Take(RegionNaming.CodeOf(name) ?? code, name, null, Fault);
        }
    }

    private async Task Towns(RegionFile file, CancellationToken ct)
    {
        await foreach (var line in TableFile.Read(file.Content, file.Name, ct))
        {
            if (line.Row is not { } row) rows.Faults.Add(line.Fault!);
            else rows.Take(row["code"] ?? "", row["name"] ?? "", null, (field, reason) => new(row.Number, $"{file.Name} {field}", reason));
        }
    }

    /// <summary>Province, then city, then a list of districts, by name alone.</summary>
    private async Task WithoutCodes(RegionFile file, CancellationToken ct)
    {
        using var json = await Parse(file, ct);
        if (json.RootElement.ValueKind != JsonValueKind.Object) throw new InvalidDataException($"{file.Name} is no JSON object");
        TableFault Fault(string field, string reason) => new(1, $"{file.Name} {field}", reason);
        foreach (var province in json.RootElement.EnumerateObject())
        {
            if (RegionNaming.CodeOf(province.Name) is not { } code || province.Value.ValueKind != JsonValueKind.Object)
            {
                rows.Faults.Add(Fault("name", $"{PostHtml.Plain(province.Name, 20)} has no code"));
                continue;
            }
            if (rows.Of(code) is null) rows.Take(code, province.Name, null, Fault);
            var cities = new FreeCodes(childrenOf(code), code, RegionLevel.City);
            foreach (var city in province.Value.EnumerateObject())
            {
                var direct = RegionNaming.IsPlaceholder(city.Name);
                // As GB/T 2260 numbers counties that stand right below a province.
                var above = direct ? code + "90" : cities.Of(city.Name);
                rows.Take(above, city.Name, null, Fault, Folded);
                var counties = new FreeCodes(childrenOf(direct ? code : above).Where(r => r.Level == RegionLevel.County), above, RegionLevel.County);
                foreach (var county in Texts(city.Value)) TakeCounty(county, counties, Fault);
            }
        }
    }

    /// <summary>Some stand in quotes, some have a second name in brackets.</summary>
    private void TakeCounty(string written, FreeCodes counties, Func<string, string, TableFault> fault)
    {
        var parts = written.Trim('\u201C', '\u201D', '"').Split('\uFF08', '\uFF09');
        rows.Take(counties.Of(parts[0]), parts[0], null, fault, row => Folded(row with { Variants = [.. parts[1..].Where(part => part.Length > 0)] }));
    }

    /// <summary>Names in traditional characters are found by simplified ones too.</summary>
    private static RegionRow Folded(RegionRow row) =>
        Simplified.Of(row.Name) is var simple && simple != row.Name ? row with { Variants = [.. row.Variants, simple] } : row;

    private static async Task<JsonDocument> Parse(RegionFile file, CancellationToken ct)
    {
        try
        {
            return await JsonDocument.ParseAsync(file.Content, default, ct);
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{file.Name} is no JSON: {e.Message}", e);
        }
    }

    private static IEnumerable<string> Texts(JsonElement list) =>
        list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!) : [];

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>Codes for those without: who has one keeps it, the others get the next numbers in the order of the list.</summary>
    private sealed class FreeCodes(IEnumerable<Region> known, string above, RegionLevel level)
    {
        private readonly Dictionary<string, string> held = known.Where(r => r.Code.StartsWith(above, StringComparison.Ordinal)).GroupBy(r => r.Name).ToDictionary(g => g.Key, g => g.First().Code);
        private int number;

        public string Of(string name)
        {
            if (held.TryGetValue(name, out var code)) return code;
            var digits = RegionCode.LengthOf(level) - above.Length;
            do code = above + (++number).ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
            while (held.ContainsValue(code));
            return held[name] = code;
        }
    }
}
