using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Halls.Members;
using Zhibo.Halls.Pages;
using Zhibo.Regions.Reading;
using Zhibo.Shared.Http;

namespace Zhibo.Halls.Api;

/// <summary>Halls for programs; nobody needs a token to read them.</summary>
internal static class HallApiRoutes
{
    public static void MapHallApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json).WithTags("halls");
        api.MapGet("/halls", List).WithSummary("All halls, oldest first.");
        api.MapGet("/halls/{slug}", One).WithSummary("One hall with figures and topics.");
    }

    private static async Task<Ok<List<HallJson>>> List(HttpContext http, HallBook book, RegionTree regions, PageFrame frame, Db db, CancellationToken ct)
    {
        var site = frame.SiteUrl(http);
        var leads = await Leads(db, book.Now.All.Select(h => h.Hall.LeadId), ct);
        return TypedResults.Ok(book.Now.All.Select(h => Of(h, regions.Now, site, leads)).ToList());
    }

    private static async Task<Ok<HallJson>> One(HttpContext http, string slug, HallBook book, HallMembers members, RegionTree regions, CountHall count, PageFrame frame, Db db, CancellationToken ct)
    {
        var entry = HallRoutes.Find(book, slug);
        var figures = await count.Of(entry, members.Of(entry), ct);
        var hall = Of(entry, regions.Now, frame.SiteUrl(http), await Leads(db, [entry.Hall.LeadId], ct));
        return TypedResults.Ok(hall with { Figures = HallFiguresJson.Of(figures), Topics = figures.Topics });
    }

    private static HallJson Of(HallEntry entry, RegionAtlas map, string site, Dictionary<long, string> leads)
    {
        var hall = entry.Hall;
        var region = map.Of(hall.RegionCode);
        return new(hall.Slug, hall.Name, hall.Intro, site + entry.Home, region is null ? null : new(region.Code, region.Name), hall.LineKey,
            leads.GetValueOrDefault(hall.LeadId ?? 0), hall.Colour, hall.Emblem, hall.IsMain)
        {
            Emergency = hall.Emergency is null ? null : new(hall.Emergency, hall.EmergencySince!.Value),
            Columns = [.. entry.Columns.Select(c => new HallColumnJson(c.Name, site + c.Path))],
        };
    }

    private static Task<Dictionary<long, string>> Leads(Db db, IEnumerable<long?> ids, CancellationToken ct)
    {
        var wanted = ids.OfType<long>().ToList();
        return db.Accounts.Where(a => wanted.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => a.Handle, ct);
    }
}
