using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Web;

namespace Zhibo.Agencies.Seats.Pages;

/// <summary>The team of an agency: who sits where, who is invited.</summary>
internal static class TeamRoutes
{
    public static void MapTeam(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/desk/{handle}/team", Show);
        pages.MapPost("/desk/{handle}/team/grant", Grant);
        pages.MapPost("/desk/{handle}/team/take", Take);
        pages.MapPost("/desk/{handle}/team/offboard", Offboard);
        pages.MapPost("/desk/{handle}/team/invite", Invite);
        pages.MapPost("/desk/{handle}/team/official", Official);
        pages.MapPost("/desk/{handle}/team/withdraw", Withdraw);
        pages.MapPost("/desk/{handle}/team/reach", Reach);
        pages.MapPost("/desk/{handle}/team/glass", Glass);
    }

    private static async Task<IResult> Show(HttpContext http, string handle, TeamPages pages, CancellationToken ct) =>
        await pages.Show(http, await pages.Open(http, handle, ct), null, null, ct);

    private static async Task<IResult> Grant(HttpContext http, string handle, TeamPages pages, GrantSeat grant, CancellationToken ct)
    {
        var access = await pages.Open(http, handle, ct);
        var form = await FormPages.Read(http, ct);
        var typed = form["handle"].ToString();
        return await FormPages.Try(async () =>
        {
            await grant.Run(new(http.RequireBrowser(), access.Agency.Id, typed, Role(form["role"])), ct);
            return Results.LocalRedirect($"/desk/{access.Agency.Handle}/team?done=agencies.seat_granted");
        }, refusal => pages.Show(http, access, view => view with { Form = "grant", Handle = typed.Length > 100 ? "" : typed }, refusal, ct));
    }

    private static Task<IResult> Take(HttpContext http, string handle, TeamPages pages, TakeSeat take, CancellationToken ct) =>
        Do(http, handle, pages, async (access, form) =>
        {
            await take.Run(new(http.RequireBrowser(), access.Agency.Id, Number(form["user"]), Role(form["role"])), ct);
            return $"/desk/{access.Agency.Handle}/team?done=agencies.seat_taken";
        }, ct);

    private static Task<IResult> Offboard(HttpContext http, string handle, TeamPages pages, OffboardPerson offboard, CancellationToken ct) =>
        Do(http, handle, pages, async (access, form) =>
        {
            await offboard.Run(new(http.RequireBrowser(), access.Agency.Id, Number(form["user"])), ct);
            return $"/desk/{access.Agency.Handle}/team?done=agencies.person_offboarded";
        }, ct);

    /// <summary>Shown in the answer itself: a code is seen once and must stand in no address of this site's own log.</summary>
    private static async Task<IResult> Invite(HttpContext http, string handle, TeamPages pages, InvitePerson invite, PageFrame frame, CancellationToken ct)
    {
        var access = await pages.Open(http, handle, ct);
        var form = await FormPages.Read(http, ct);
        return await FormPages.Try(async () =>
        {
            var role = Role(form["invite_role"]);
            var made = await invite.Run(new(http.RequireBrowser(), access.Agency.Id, role, (int)Math.Clamp(Number(form["days"]), 0, 1000)), ct);
            var link = frame.SiteUrl(http) + "/invitations/" + made.Code;
            return await pages.Show(http, access, view => view with { Made = new(made.Code, link, role, made.ExpiresAt) { Qr = QrDrawing.Of(link) } }, null, ct);
        }, refusal => pages.Show(http, access, view => view with { Form = "invite" }, refusal, ct));
    }

    /// <summary>Seen once, as an invitation is.</summary>
    private static async Task<IResult> Official(HttpContext http, string handle, TeamPages pages, InviteOfficial invite, PageFrame frame, CancellationToken ct)
    {
        var access = await pages.Open(http, handle, ct);
        var form = await FormPages.Read(http, ct);
        return await FormPages.Try(async () =>
        {
            var made = await invite.Run(new(http.RequireBrowser(), access.Agency.Id, Number(form["official"])), ct);
            var link = frame.SiteUrl(http) + "/invitations/" + made.Code;
            return await pages.Show(http, access, view => view with { Made = new(made.Code, link, default, made.ExpiresAt) { Official = made.Nickname, Qr = QrDrawing.Of(link) } }, null, ct);
        }, refusal => pages.Show(http, access, null, refusal, ct));
    }

    private static Task<IResult> Withdraw(HttpContext http, string handle, TeamPages pages, WithdrawInvitation withdraw, CancellationToken ct) =>
        Do(http, handle, pages, async (access, form) =>
        {
            await withdraw.Run(new(http.RequireBrowser(), access.Agency.Id, Number(form["invitation"])), ct);
            return $"/desk/{access.Agency.Handle}/team?done=agencies.invitation_withdrawn";
        }, ct);

    private static Task<IResult> Reach(HttpContext http, string handle, TeamPages pages, SetSeatsReach reach, CancellationToken ct) =>
        Do(http, handle, pages, async (access, form) =>
        {
            await reach.Run(new(http.RequireBrowser(), access.Agency.Id, form["down"] == "true"), ct);
            return $"/desk/{access.Agency.Handle}/team?done=agencies.reach_saved";
        }, ct);

    private static async Task<IResult> Glass(HttpContext http, string handle, TeamPages pages, BreakGlass glass, CancellationToken ct)
    {
        var access = await pages.Open(http, handle, ct);
        var reason = (await FormPages.Read(http, ct))["reason"].ToString();
        return await FormPages.Try(async () =>
        {
            await glass.Run(new(http.RequireBrowser(), access.Agency.Id, reason), ct);
            return Results.LocalRedirect($"/desk/{access.Agency.Handle}/team?done=agencies.glass_broken");
        }, refusal => pages.Show(http, access, view => view with { Form = "glass", Reason = reason.Length > 1000 ? "" : reason }, refusal, ct));
    }

    private static async Task<IResult> Do(HttpContext http, string handle, TeamPages pages, Func<TeamAccess, IFormCollection, Task<string>> work, CancellationToken ct)
    {
        var access = await pages.Open(http, handle, ct);
        var form = await FormPages.Read(http, ct);
        return await FormPages.Try(async () => Results.LocalRedirect(await work(access, form)), refusal => pages.Show(http, access, null, refusal, ct));
    }

    /// <summary>A name that is none becomes a role that no use case takes.</summary>
    internal static SeatRole Role(string? name)
    {
        foreach (var role in Enum.GetValues<SeatRole>())
            if (Chairs.Name(role).Equals(name, StringComparison.OrdinalIgnoreCase)) return role;
        return (SeatRole)(-1);
    }

    internal static long Number(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
