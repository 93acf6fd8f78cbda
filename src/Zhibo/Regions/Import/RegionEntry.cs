using Zhibo.Data;

namespace Zhibo.Regions.Import;

/// <summary>A region as it shall stand in the database.</summary>
internal sealed class RegionEntry(RegionRow row, string? parent, Region? before)
{
    // A former name is still looked for.
    private readonly string variants = RegionVariants.With(
        before?.Variants ?? "", before is null || before.Name == row.Name ? row.Variants : row.Variants.Append(before.Name), row.Name);

    // A list without centres takes none away.
    private readonly double? latitude = row.Latitude ?? before?.Latitude;
    private readonly double? longitude = row.Longitude ?? before?.Longitude;

    public bool IsAs(Region region) =>
        region.Name == row.Name && region.ParentCode == parent && region.Variants == variants && region.Latitude == latitude && region.Longitude == longitude;

    public void Write(Db turn)
    {
        var region = turn.Regions.Find(row.Code);
        if (region is null) turn.Regions.Add(region = new Region { Code = row.Code, Name = "", ShortName = "" });
        (region.ParentCode, region.Level) = (parent, row.Level);
        (region.Variants, region.Latitude, region.Longitude) = (variants, latitude, longitude);
        region.Call(row.Name);
    }
}
