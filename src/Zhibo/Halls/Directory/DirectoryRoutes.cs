using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Halls.Members;
using Zhibo.Halls.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Halls.Directory;

/// <summary>The agencies of a hall as tree, list and map.</summary>
internal static class DirectoryRoutes
{
    private const int MostPages = 10_000;
    private const string OwnPictures = "img-src 'self' data:";

    public static void MapDirectory(this IEndpointRouteBuilder pages) =>
        pages.MapGet("/halls/{slug}/agencies", Show).WithMetadata(new SameForStrangers("view", "line", "level", "region", "under", "page"));

    private static async Task<IResult> Show(HttpContext http, string slug, HallBook book, DirectoryPages directory, HallHeads heads, Assets files, CancellationToken ct)
    {
        var entry = HallRoutes.Find(book, slug);
        var view = directory.View(entry, Read(http), http.Words(), ct);
        if (view is { Kind: DirectoryKind.Map, TileUrl.Length: > 0 }) AllowTiles(http, view.TileUrl);
        var title = http.Words()["halls.directory_of", Bidi.Strip(entry.Hall.Name)];
        var head = await heads.Of(http, entry, title, "halls");
        if (view.Kind == DirectoryKind.Map) head = head with { ExtraHtml = $"{head.ExtraHtml}<link rel=\"stylesheet\" href=\"{files.Url("map.css")}\">" };
        return Page.Of<DirectoryPage>(head with { Canonical = null, Next = view.Older }, new Dictionary<string, object?> { [nameof(DirectoryPage.View)] = view });
    }

    private static DirectoryQuery Read(HttpContext http)
    {
        var query = http.Request.Query;
        var text = InputText.CleanLine(query["q"].ToString(), FindAgencies.LongestText);
        if (!text.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(text.Fault), "q", FindAgencies.LongestText);
        var kind = query["view"].ToString() switch { "list" => DirectoryKind.List, "map" => DirectoryKind.Map, _ => DirectoryKind.Tree };
        return new(text.Text.Length > 0 ? DirectoryKind.List : kind, text.Text, HallFilter.Of(Field("line"), Field("level"), Field("region")))
        {
            Page = int.TryParse(query["page"], out var page) ? Math.Clamp(page, 1, MostPages) : 1,
            Under = Field("under"),
        };

        string? Field(string name) => query[name].ToString() is { Length: > 0 and <= 40 } value ? value : null;
    }

    /// <summary>Pictures may come from where the tiles are, on this page alone.</summary>
    private static void AllowTiles(HttpContext http, string tileUrl)
    {
        PageCache.DoNotKeep(http);
        var address = tileUrl.Replace("{s}", "*", StringComparison.Ordinal);
        var from = address[..address.IndexOf('/', address.IndexOf("://", StringComparison.Ordinal) + 3)];
        http.Response.Headers.ContentSecurityPolicy = http.Response.Headers.ContentSecurityPolicy.ToString().Replace(OwnPictures, $"{OwnPictures} {from}", StringComparison.Ordinal);
    }
}
