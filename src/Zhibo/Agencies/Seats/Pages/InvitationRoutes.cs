using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Agencies.Tree;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Web;

namespace Zhibo.Agencies.Seats.Pages;

/// <summary>A code is entered, looked at and used; administrators print a sheet of them.</summary>
internal static class InvitationRoutes
{
    private const string Title = "agencies.invitation.title";
    private const int MostListed = 200;

    public static void MapInvitations(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/invitations", (HttpContext http, FormPages form) => form.Show<InvitationPage, InvitationView>(http, Title, new("")));
        pages.MapPost("/invitations", Enter);
        pages.MapGet("/invitations/{code}", Look);
        pages.MapPost("/invitations/{code}", Accept);
        pages.MapPost("/invitations/{code}/official", Admit);
        pages.MapGet("/admin/agencies/invitations", Choose);
        pages.MapPost("/admin/agencies/invitations", Print);
    }

    private static async Task<IResult> Enter(HttpContext http, FormPages pages, FindInvitation find, CancellationToken ct)
    {
        var typed = (await FormPages.Read(http, ct))["code"].ToString();
        return await FormPages.Try(async () =>
        {
            var found = await find.Run(new(typed, Who(http)), ct);
            return Results.LocalRedirect("/invitations/" + found.Code);
        }, refusal => Again(http, pages, typed, refusal));
    }

    private static Task<IResult> Look(HttpContext http, string code, FormPages pages, FindInvitation find, CancellationToken ct) =>
        FormPages.Try(async () => await Show(http, pages, await find.Run(new(code, Who(http)), ct), null), refusal => Again(http, pages, code, refusal));

    private static async Task<IResult> Accept(HttpContext http, string code, FormPages pages, AcceptInvitation accept, FindInvitation find, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        return await FormPages.Try(async () =>
        {
            var agency = await accept.Run(new(caller, code, Who(http)), ct);
            return Results.LocalRedirect($"/desk/{agency.Handle}/team?done=agencies.seat_accepted");
        }, async refusal => refusal.Kind == RefusalKind.Forbidden
            ? await Show(http, pages, await find.Run(new(code, Who(http)), ct), new Refusal(refusal.Kind, refusal.Word))
            : await Again(http, pages, code, refusal));
    }

    /// <summary>An official needs no account to come with: the code leads into their own.</summary>
    private static Task<IResult> Admit(HttpContext http, string code, FormPages pages, AdmitOfficial admit, FindInvitation find, CancellationToken ct) =>
        FormPages.Try(async () =>
        {
            var password = (await FormPages.Read(http, ct))["password"].ToString();
            var secret = await admit.Run(new(code, password, http.Language(), Browser.Of(http)), ct);
            if (secret is null) return Results.LocalRedirect("/sign-in?done=accounts.password_set");
            SessionCookie.Set(http, secret);
            return Results.LocalRedirect("/?done=agencies.official_admitted");
        }, async refusal => refusal.Kind is RefusalKind.Invalid or RefusalKind.Forbidden
            ? await Show(http, pages, await find.Run(new(code, Who(http)), ct), refusal)
            : await Again(http, pages, code, refusal));

    private static Task<IResult> Show(HttpContext http, FormPages pages, FindInvitation.Outcome found, Refusal? refusal) =>
        pages.Show<InvitationPage, InvitationView>(http, Title, new(found.Code)
        {
            Agency = found.Agency,
            Official = found.Official,
            Role = found.Invitation.Role,
            Until = found.Invitation.ExpiresAt,
            Code = found.Code,
            SignedInAs = http.Caller()?.Nickname,
        }, refusal);

    private static Task<IResult> Again(HttpContext http, FormPages pages, string typed, Refusal refusal) =>
        pages.Show<InvitationPage, InvitationView>(http, Title, new(typed.Length > 40 ? "" : typed), refusal);

    private static Task<IResult> Choose(HttpContext http, StaffFrame frame, InviteAgencies invite, CancellationToken ct) => Offer(http, frame, invite, null, ct);

    private static async Task<IResult> Offer(HttpContext http, StaffFrame frame, InviteAgencies invite, Refusal? refusal, CancellationToken ct)
    {
        var head = await frame.Admin(http, http.Words()["agencies.invitation.sheet_title"], "invite");
        var waiting = await invite.Waiting(ct);
        return FormPages.Show<InvitePage, InviteView>(http, head, new([.. waiting.Take(MostListed)], waiting.Count), refusal);
    }

    /// <summary>Shown in the answer itself: the codes are seen once.</summary>
    private static async Task<IResult> Print(HttpContext http, StaffFrame frame, InviteAgencies invite, AgencyTree tree, PageFrame site, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = await FormPages.Read(http, ct);
        HashSet<string?> chosen = [.. form["agency"]];
        IReadOnlyCollection<long>? agencies = form["all"] == "true" ? null : [.. tree.Now.All.Where(a => chosen.Contains(a.Handle)).Select(a => a.Id)];
        return await FormPages.Try(async () =>
        {
            var cards = await invite.Run(new(caller, agencies, (int)Math.Clamp(TeamRoutes.Number(form["days"]), 0, 1000)), ct);
            var address = site.SiteUrl(http);
            var view = new SheetView([.. cards.Select(c => Made(c, address))], [.. cards.Select(c => c.Agency)], address + "/invitations");
            return Page.Of<SheetPage>(await frame.Admin(http, http.Words()["agencies.invitation.sheet_title"], "invite"),
                new Dictionary<string, object?> { [nameof(SheetPage.View)] = view });
        }, refusal => Offer(http, frame, invite, refusal, ct));
    }

    private static MadeCode Made(InviteAgencies.Card card, string address)
    {
        var link = $"{address}/invitations/{card.Code}";
        return new(card.Code, link, SeatRole.Manager, card.ExpiresAt) { Qr = QrDrawing.Of(link) };
    }

    private static string Who(HttpContext http) => Limits.Who(http.Connection.RemoteIpAddress);
}
