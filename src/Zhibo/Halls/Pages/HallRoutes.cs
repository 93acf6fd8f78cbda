using Zhibo.Accounts;
using Zhibo.Agencies.Lines;
using Zhibo.Halls.Members;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Timelines;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Halls.Pages;

/// <summary>The halls, and the first page of the site.</summary>
internal static class HallRoutes
{
    public static void MapHallPages(this IEndpointRouteBuilder pages)
    {
        var same = pages.MapGroup("").WithMetadata(new SameForStrangers("column", "line", "level", "region", "before"));
        same.MapGet("/", Home);
        same.MapGet("/halls", List);
        same.MapGet("/halls/{slug}", Show);
        pages.MapGet("/halls/{slug}/theme.css", Theme);
    }

    /// <summary>The hall of this host, the main hall, or, where there is none, the city.</summary>
    private static Task<IResult> Home(HttpContext http, HallBook book, HallPages halls, StreamPage stream, TimelineReader timelines, long? before, CancellationToken ct) =>
        (book.Now.ByHost(http.Request.Host.Host) ?? book.Now.Main) is { } hall ? halls.Show(http, hall, "/", before, ct) : stream.City(http, timelines, before, ct);

    private static Task<IResult> Show(HttpContext http, string slug, HallBook book, HallPages halls, long? before, CancellationToken ct) =>
        halls.Show(http, Find(book, slug), "/halls/" + slug, before, ct);

    private static async Task<IResult> List(HttpContext http, HallBook book, HallMembers members, RegionTree regions, LineList lines, PageFrame frame)
    {
        var rows = book.Now.All.OrderByDescending(h => h.Hall.IsMain).ThenBy(h => h.Hall.RegionCode ?? "", StringComparer.Ordinal).ThenBy(h => h.Hall.Id)
            .Select(h => new HallRow(h.Home, h.Hall.Emblem, h.Hall.Name, h.Hall.Intro, members.Of(h).Count, regions.Now.Of(h.Hall.RegionCode)?.Name, lines.Of(h.Hall.LineKey ?? "")?.Name, h.Hall.Emergency is not null))
            .ToList();
        return Page.Of<HallsPage>(await frame.Head(http, http.Words()["halls.title"], "halls"), new Dictionary<string, object?> { [nameof(HallsPage.Rows)] = rows });
    }

    private static IResult Theme(HttpContext http, string slug, HallBook book)
    {
        if (Find(book, slug).Hall.Colour is not { } colour) return Results.NotFound();
        var current = http.Request.Query["v"].ToString() == colour[1..];
        http.Response.Headers.CacheControl = current ? "public, max-age=31536000, immutable" : "public, max-age=300";
        return Results.Text(HallHeads.ThemeSheet(HallColours.Of(colour)), "text/css; charset=utf-8");
    }

    internal static HallEntry Find(HallBook book, string slug) => book.Now.BySlug(slug) ?? throw new Refusal(RefusalKind.NotFound, "halls.no_hall");
}
