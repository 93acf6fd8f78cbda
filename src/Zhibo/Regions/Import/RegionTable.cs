using System.Globalization;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Regions.Import;

/// <summary>Our own form: a table with the columns <c>code name parent lat long variants</c>, the first two needed.</summary>
internal static class RegionTable
{
    private const string Code = "code", Name = "name", Parent = "parent", Latitude = "lat", Longitude = "long", Variants = "variants";

    private static readonly string[] Fields = [Code, Name, Parent, Latitude, Longitude, Variants];

    public static async Task<RegionRows> Read(RegionFile file, string? mapJson, CancellationToken ct)
    {
        var map = mapJson is null ? ImportMap.ByName(Fields, TimeZoneInfo.Utc) : ImportMap.Parse(mapJson, Fields, TimeZoneInfo.Utc);
        var (rows, first) = (new RegionRows(), true);
        await foreach (var line in TableFile.Read(file.Content, file.Name, ct))
        {
            if (line.Row is null) rows.Faults.Add(line.Fault!);
            else
            {
                if (first && !TableFile.IsJsonLines(file.Name)) map.Demand(line.Row, Code, Name);
                first = false;
                Take(rows, map, line.Row);
            }
        }
        return rows;
    }

    private static void Take(RegionRows rows, ImportMap map, TableRow row)
    {
        if (!TryDegrees(map, row, Latitude, 90, out var latitude, out var fault) || !TryDegrees(map, row, Longitude, 180, out var longitude, out fault)) rows.Faults.Add(fault!);
        else if ((latitude is null) != (longitude is null)) rows.Faults.Add(map.FaultOf(row, latitude is null ? Latitude : Longitude, "is missing beside the other"));
        else rows.Take(map.Text(row, Code) ?? "", map.Text(row, Name) ?? "", map.Text(row, Parent), (field, reason) => map.FaultOf(row, field, reason), region => region with
        {
            Latitude = latitude,
            Longitude = longitude,
            Variants = [.. RegionVariants.Split(map.Text(row, Variants))],
        });
    }

    private static bool TryDegrees(ImportMap map, TableRow row, string field, double most, out double? degrees, out TableFault? fault)
    {
        (degrees, fault) = (null, null);
        if (map.Text(row, field) is not { } text) return true;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var read) && Math.Abs(read) <= most) degrees = read;
        else fault = map.FaultOf(row, field, "is no number of degrees");
        return fault is null;
    }
}
