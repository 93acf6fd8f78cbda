using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Halls.Changing;
using Zhibo.Halls.Members;
using Zhibo.Halls.Pages;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Halls.Admin;

/// <summary>The blocks, the members and the emergencies of a hall.</summary>
internal static class ArrangeRoutes
{
    private const int PreviewPosts = 3;

    public static void MapArranging(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/admin/halls/{slug}/blocks", Blocks);
        pages.MapPost("/admin/halls/{slug}/blocks", Arrange);
        pages.MapGet("/admin/halls/{slug}/agencies", Picks);
        pages.MapPost("/admin/halls/{slug}/agencies", Pick);
        pages.MapGet("/admin/halls/{slug}/emergency", Emergency);
        pages.MapPost("/admin/halls/{slug}/emergency", Declare);
        pages.MapPost("/admin/halls/{slug}/emergency/end", End);
    }

    private static async Task<IResult> Blocks(HttpContext http, string slug, HallForms forms, HallBook book, HallMembers members, HallPreview preview, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        var (view, cards) = await preview.Of(http, entry, members.Of(entry), PreviewPosts, ct);
        return Page.Of<ArrangePage>(await forms.Head(http, entry.Hall.Name, entry.Hall), new Dictionary<string, object?> { [nameof(ArrangePage.View)] = view }, parts: cards);
    }

    private static async Task<IResult> Arrange(HttpContext http, string slug, ArrangeHall arrange, HallBook book, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        var form = await HallForms.Read(http, ct);
        if (!Enum.TryParse<BlockAct>(form["act"], ignoreCase: true, out var act) || !Enum.IsDefined(act)) throw new Refusal(RefusalKind.Invalid, "halls.no_act", "act");
        await arrange.Run(new(caller, entry.Hall.Id, form["block"].ToString(), act) { At = int.TryParse(form["at"], out var at) ? at : 0 }, ct);
        return Results.LocalRedirect($"/admin/halls/{slug}/blocks?done=halls.arranged");
    }

    private static async Task<IResult> Picks(HttpContext http, string slug, HallForms forms, HallBook book, HallMembers members, Db db, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        return await forms.Show<PicksPage, PicksView>(http, entry.Hall.Name, await ViewOf(entry, members, db, ct));
    }

    private static async Task<IResult> Pick(HttpContext http, string slug, PickAgency pick, HallForms forms, HallBook book, HallMembers members, Db db, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        var form = await HallForms.Read(http, ct);
        var agency = form["agency"].ToString();
        return await HallForms.Try(async () =>
        {
            var act = form["act"].ToString() switch { "pick" => PickAct.Pick, "leave_out" => PickAct.LeaveOut, "drop" => PickAct.Drop, _ => throw new Refusal(RefusalKind.Invalid, "halls.no_act") };
            await pick.Run(new(caller, entry.Hall.Id, agency, act), ct);
            return Results.LocalRedirect($"/admin/halls/{slug}/agencies?done=halls.picked");
        }, async refusal => await forms.Show<PicksPage, PicksView>(http, entry.Hall.Name, await ViewOf(entry, members, db, ct) with { Typed = agency }, refusal));
    }

    private static async Task<PicksView> ViewOf(HallEntry entry, HallMembers members, Db db, CancellationToken ct)
    {
        var rows = await (
            from p in db.HallPicks.Where(p => p.HallId == entry.Hall.Id)
            join a in db.Agencies on p.AgencyId equals a.Id
            join account in db.Accounts on a.Id equals account.Id
            orderby p.LeftOut, account.Id
            select new PickRow(account.Handle, account.Nickname, a.Name, p.LeftOut)).ToListAsync(ct);
        return new(entry, members.Of(entry).Count, rows);
    }

    private static async Task<IResult> Emergency(HttpContext http, string slug, HallForms forms, HallBook book)
    {
        StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        return await forms.Show<EmergencyPage, EmergencyFormView>(http, entry.Hall.Name, new(entry, entry.Hall.Emergency ?? ""));
    }

    private static async Task<IResult> Declare(HttpContext http, string slug, DeclareEmergency declare, HallForms forms, HallBook book, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var entry = HallRoutes.Find(book, slug);
        var text = (await HallForms.Read(http, ct))["text"].ToString();
        return await HallForms.Try(async () =>
        {
            await declare.Run(new(caller, entry.Hall.Id, text), ct);
            return Results.LocalRedirect($"/admin/halls/{slug}/emergency?done=halls.emergency_on");
        }, refusal => forms.Show<EmergencyPage, EmergencyFormView>(http, entry.Hall.Name, new(entry, text), refusal));
    }

    private static async Task<IResult> End(HttpContext http, string slug, EndEmergency end, HallBook book, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        await end.Run(new(caller, HallRoutes.Find(book, slug).Hall.Id), ct);
        return Results.LocalRedirect($"/admin/halls/{slug}/emergency?done=halls.emergency_off");
    }
}
