using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Regions.Reading;

namespace Zhibo.Regions.Api;

/// <summary>
/// <c>GET /api/zhibo/v1/regions?q=&amp;parent=&amp;limit=</c>, for everybody. With <c>q</c> what is found, best first (limit 1 to 50,
/// normally 20), with <c>parent</c> only below it; without <c>q</c> those right below <c>parent</c>, or the provinces.
/// </summary>
internal static class RegionApi
{
    private const int MostFound = 50;
    private const int Found = 20;

    public static void MapRegionApi(this IEndpointRouteBuilder api) =>
        api.MapGet("", List).WithSummary("Regions by name, pinyin or code; without q those right below parent, or the provinces.");

    /// <param name="Level">1 province, 2 city, 3 county, 4 town, 5 village.</param>
    /// <param name="Path">四川省 德阳市 旌阳区.</param>
    /// <param name="Children">How many stand right below.</param>
    internal sealed record RegionJson(
        string Code, string Name, string ShortName, int Level, string? Parent, string Path, string Pinyin, double? Latitude, double? Longitude, int Children);

    private static Ok<List<RegionJson>> List(RegionTree tree, string? q, string? parent, string? limit)
    {
        var atlas = tree.Now;
        var most = int.TryParse(limit, out var wanted) ? int.Clamp(wanted, 1, MostFound) : Found;
        var above = string.IsNullOrEmpty(parent) ? null : parent;
        var nodes = string.IsNullOrWhiteSpace(q)
            ? above is null ? atlas.Children(null) : atlas.Of(above) is { } here ? atlas.Children(here.Code) : []
            : atlas.Find(q, above, most);
        return TypedResults.Ok(nodes.Select(node => Json(atlas, node)).ToList());
    }

    private static RegionJson Json(RegionAtlas atlas, RegionNode node) => new(
        node.Code, node.Name, node.ShortName, (int)node.Level, node.ParentCode, atlas.PathOf(node.Code), node.Pinyin, node.Latitude, node.Longitude, atlas.Children(node.Code).Count);
}
