using Zhibo.Accounts.Acting;
using Zhibo.Shared;

namespace Zhibo.Regions.Pages;

/// <summary>Looking through the regions, adding one, changing one.</summary>
internal static class RegionRoutes
{
    private const int LongestQuery = 60;

    public static void MapRegionPages(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("", List);
        pages.MapPost("", Add);
        pages.MapGet("/{code}", One);
        pages.MapPost("/{code}", Change);
    }

    private static Task<IResult> List(HttpContext http, RegionPages pages, string? at, string? q)
    {
        StaffFrame.RequireAdmin(http);
        var query = (q ?? "").Trim();
        return pages.List(http, at, query.Length > LongestQuery ? query[..LongestQuery] : query);
    }

    private static async Task<IResult> Add(HttpContext http, RegionPages pages, AddRegion add, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = await Read(http, ct);
        var (parent, typed) = (form["parent"].ToString(), Typed(form));
        try
        {
            await add.Run(new(caller, parent, typed.Name) { Code = typed.Code, Variants = typed.Variants, Latitude = typed.Latitude, Longitude = typed.Longitude }, ct);
            return Results.LocalRedirect($"/admin/regions?done=regions.added&at={Uri.EscapeDataString(parent)}");
        }
        catch (Refusal refusal) when (refusal.Kind is not (RefusalKind.SignInNeeded or RefusalKind.NotFound))
        {
            return await pages.List(http, parent, "", typed, refusal);
        }
    }

    private static Task<IResult> One(HttpContext http, RegionPages pages, string code)
    {
        StaffFrame.RequireAdmin(http);
        return pages.One(http, code);
    }

    private static async Task<IResult> Change(HttpContext http, RegionPages pages, ChangeRegion change, string code, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var region = pages.Require(code);
        var typed = Typed(await Read(http, ct));
        try
        {
            await change.Run(new(caller, region.Code, typed.Name) { Variants = typed.Variants, Latitude = typed.Latitude, Longitude = typed.Longitude }, ct);
            return Results.LocalRedirect($"/admin/regions/{region.Code}?done=regions.changed");
        }
        catch (Refusal refusal) when (refusal.Kind is not (RefusalKind.SignInNeeded or RefusalKind.NotFound))
        {
            return await pages.One(http, region.Code, typed, refusal);
        }
    }

    private static RegionForm Typed(IFormCollection form) => new()
    {
        Name = form["name"].ToString(),
        Code = form["code"].ToString(),
        Variants = form["variants"].ToString(),
        Latitude = form["latitude"].ToString(),
        Longitude = form["longitude"].ToString(),
    };

    private static async Task<IFormCollection> Read(HttpContext http, CancellationToken ct) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
}
