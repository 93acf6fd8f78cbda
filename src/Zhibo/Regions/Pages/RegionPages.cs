using System.Globalization;
using Microsoft.AspNetCore.Components;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Regions.Pages;

/// <summary>Puts the pages of regions together.</summary>
internal sealed class RegionPages(StaffFrame frame, RegionTree tree)
{
    private const int MostFound = 50;
    private const int MostShown = 400;

    public RegionNode Require(string code) => tree.Now.Of(code) ?? throw new Refusal(RefusalKind.NotFound, "regions.unknown");

    public Task<IResult> List(HttpContext http, string? at, string query, RegionForm? form = null, Refusal? refusal = null)
    {
        var atlas = tree.Now;
        var here = string.IsNullOrEmpty(at) ? null : Require(at);
        var nodes = query.Length > 0 ? atlas.Find(query, here?.Code, MostFound) : atlas.Children(here?.Code);
        return Show<RegionsPage, RegionsView>(http, http.Words()["regions.title"], new(here, query, [.. nodes.Take(MostShown).Select(node => Line(atlas, node))])
        {
            Above = here is null ? [] : [.. atlas.Above(here.Code).Reverse()],
            Total = atlas.All.Count,
            More = nodes.Count > MostShown || (query.Length > 0 && nodes.Count == MostFound),
            Form = form ?? new(),
        }, refusal);
    }

    public Task<IResult> One(HttpContext http, string code, RegionForm? form = null, Refusal? refusal = null)
    {
        var region = Require(code);
        return Show<RegionPage, RegionEditView>(http, region.Name, new(region, tree.Now.PathOf(region.Code), form ?? FormOf(region)), refusal);
    }

    public Task<IResult> Import(HttpContext http, RegionImportView view, Refusal? refusal = null)
    {
        StaffFrame.RequireAdmin(http);
        return Show<RegionImportPage, RegionImportView>(http, http.Words()["regions.import"], view, refusal);
    }

    private static RegionLine Line(RegionAtlas atlas, RegionNode node) =>
        new(node, atlas.Children(node.Code).Count, node.ParentCode is null ? "" : atlas.PathOf(node.ParentCode));

    private static RegionForm FormOf(RegionNode region) => new()
    {
        Name = region.Name,
        Code = region.Code,
        Variants = string.Join(' ', region.Variants),
        Latitude = region.Latitude?.ToString(CultureInfo.InvariantCulture) ?? "",
        Longitude = region.Longitude?.ToString(CultureInfo.InvariantCulture) ?? "",
    };

    private async Task<IResult> Show<TPage, TView>(HttpContext http, string title, TView view, Refusal? refusal)
        where TPage : FormPiece<TView>, IComponent =>
        Page.Of<TPage>(await frame.Admin(http, title, "regions"), new Dictionary<string, object?>
        {
            [nameof(FormPiece<TView>.View)] = view,
            [nameof(FormPiece<TView>.Fault)] = refusal is null ? null : FormFault.Of(refusal, http.Words()),
        }, refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
}
