using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Lines;
using Zhibo.Data;
using Zhibo.Halls.Changing;
using Zhibo.Halls.Members;
using Zhibo.Halls.Pages;
using Zhibo.Regions.Reading;
using Zhibo.Web;

namespace Zhibo.Halls.Admin;

/// <summary>Opening and changing halls.</summary>
internal static class HallAdminRoutes
{
    public static void MapHallAdmin(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/halls", List);
        pages.MapGet("/admin/halls/new", New);
        pages.MapPost("/admin/halls", Open);
        pages.MapGet("/admin/halls/{slug}", Edit);
        pages.MapPost("/admin/halls/{slug}", Save);
        pages.MapPost("/admin/halls/{slug}/main", MakeMain);
    }

    private static async Task<IResult> List(HttpContext http, HallForms forms, HallBook book, HallMembers members, RegionTree regions, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var rows = book.Now.All.OrderByDescending(h => h.Hall.IsMain).ThenBy(h => h.Hall.Id).Select(h => new AdminHallRow(h, members.Of(h).Count, regions.Now.Of(h.Hall.RegionCode)?.Name)).ToList();
        return Page.Of<AdminHallsPage>(await forms.Head(http, http.Words()["halls.admin"]), new Dictionary<string, object?> { [nameof(AdminHallsPage.Rows)] = rows });
    }

    private static async Task<IResult> New(HttpContext http, HallForms forms, LineList lines)
    {
        StaffFrame.RequireAdmin(http);
        return await forms.Show<HallFormPage, HallFormView>(http, http.Words()["halls.admin.new"], new(null, new()) { Lines = Choices(http, lines) });
    }

    private static async Task<IResult> Open(HttpContext http, HallForms forms, OpenHall open, LineList lines, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var text = TextOf(await HallForms.Read(http, ct));
        return await HallForms.Try(async () =>
        {
            var hall = await open.Run(new(caller, text), ct);
            return Results.LocalRedirect($"/admin/halls/{hall.Slug}?done=halls.opened");
        }, async refusal => await forms.Show<HallFormPage, HallFormView>(http, http.Words()["halls.admin.new"], new(null, text) { Lines = Choices(http, lines) }, refusal));
    }

    private static async Task<IResult> Edit(HttpContext http, string slug, HallForms forms, HallBook book, RegionTree regions, LineList lines, Db db, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        return await forms.Show<HallFormPage, HallFormView>(http, entry.Hall.Name, ViewOf(http, entry, await TextOf(entry.Hall, db, ct), regions, lines));
    }

    private static async Task<IResult> Save(HttpContext http, string slug, HallForms forms, ChangeHall change, HallBook book, RegionTree regions, LineList lines, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        var text = TextOf(await HallForms.Read(http, ct));
        return await HallForms.Try(async () =>
        {
            await change.Run(new(caller, entry.Hall.Id, text), ct);
            return Results.LocalRedirect($"/admin/halls/{text.Slug.Trim()}?done=halls.saved");
        }, async refusal => await forms.Show<HallFormPage, HallFormView>(http, entry.Hall.Name, ViewOf(http, entry, text, regions, lines), refusal));
    }

    private static async Task<IResult> MakeMain(HttpContext http, string slug, MakeMainHall make, HallBook book, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        await make.Run(new(caller, HallRoutes.Find(book, slug).Hall.Id), ct);
        return Results.LocalRedirect("/admin/halls?done=halls.made_main");
    }

    private static HallFormView ViewOf(HttpContext http, HallEntry entry, HallText text, RegionTree regions, LineList lines) =>
        new(entry, text) { Lines = Choices(http, lines), RegionName = regions.Now.Of(text.Region)?.Name };

    private static IReadOnlyList<Choice> Choices(HttpContext http, LineList lines) =>
        [new("", http.Words()["halls.all_lines"]), .. lines.Now.Select(l => new Choice(l.Key, l.Name))];

    private static HallText TextOf(IFormCollection form) => new()
    {
        Slug = form["slug"].ToString(),
        Name = form["name"].ToString(),
        Intro = form["intro"].ToString(),
        Region = form["region"].ToString(),
        Line = form["line"].ToString(),
        Lead = form["lead"].ToString(),
        Colour = form["colour"].ToString(),
        Emblem = form["emblem"].ToString(),
        Host = form["host"].ToString(),
        Columns = form["columns"].ToString(),
    };

    private static async Task<HallText> TextOf(Hall hall, Db db, CancellationToken ct) => new()
    {
        Slug = hall.Slug,
        Name = hall.Name,
        Intro = hall.Intro,
        Region = hall.RegionCode ?? "",
        Line = hall.LineKey ?? "",
        Lead = await db.Accounts.Where(a => a.Id == hall.LeadId).Select(a => a.Handle).FirstOrDefaultAsync(ct) ?? "",
        Colour = hall.Colour ?? "",
        Emblem = hall.Emblem,
        Host = hall.Host ?? "",
        Columns = hall.Columns,
    };
}
