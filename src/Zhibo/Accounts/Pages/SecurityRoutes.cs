using Zhibo.Accounts.Access;
using Zhibo.Shared;

namespace Zhibo.Accounts.Pages;

/// <summary>Password, mail address, sessions and tokens; the second step stands in <see cref="TotpRoutes"/>.</summary>
internal static class SecurityRoutes
{
    private const string Title = "accounts.settings_security";
    private const string Here = "/settings/security";

    public static void MapSecurity(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Here, Show);
        pages.MapPost(Here + "/password", SavePassword);
        pages.MapPost(Here + "/email", SaveEmail);
        pages.MapPost(Here + "/sessions/{id:long}/end", EndOne);
        pages.MapPost(Here + "/sessions/end-others", EndOthers);
        pages.MapPost(Here + "/tokens/{id:long}/revoke", Revoke);
    }

    /// <summary>The page again, with the form that was refused.</summary>
    public static async Task<IResult> Again(HttpContext http, FormPages pages, ReadSecurity read, string form, Refusal refusal, string email = "") =>
        await pages.Show<SecurityPage, SecurityPageView>(http, Title, new(await read.Run(http.RequireBrowser(), http.RequestAborted), form, email), refusal);

    private static async Task<IResult> Show(HttpContext http, FormPages pages, ReadSecurity read, CancellationToken ct) =>
        await pages.Show<SecurityPage, SecurityPageView>(http, Title, new(await read.Run(http.RequireBrowser(), ct)));

    private static async Task<IResult> SavePassword(HttpContext http, FormPages pages, ChangePassword change, ReadSecurity read, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        return await FormPages.Try(async () =>
        {
            await change.Run(new(caller, form["current"].ToString(), form["password"].ToString(), form["tokens"] == "true"), ct);
            return Results.LocalRedirect(Here + "?done=accounts.password_changed");
        }, refusal => Again(http, pages, read, "password", refusal));
    }

    private static async Task<IResult> SaveEmail(HttpContext http, FormPages pages, ChangeEmail change, ReadSecurity read, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        var email = form["email"].ToString();
        return await FormPages.Try(async () =>
        {
            var sent = await change.Run(new(caller, email, form["current"].ToString()), ct);
            return Results.LocalRedirect(Here + (sent ? "?done=accounts.email_sent" : "?done=accounts.saved"));
        }, refusal => Again(http, pages, read, "email", refusal, email));
    }

    private static async Task<IResult> EndOne(HttpContext http, EndSession end, long id, CancellationToken ct)
    {
        await end.Run(new(http.RequireBrowser(), id), ct);
        return Results.LocalRedirect(Here + "?done=accounts.session_ended");
    }

    private static async Task<IResult> EndOthers(HttpContext http, EndOtherSessions end, CancellationToken ct)
    {
        await end.Run(new(http.RequireBrowser()), ct);
        return Results.LocalRedirect(Here + "?done=accounts.session_ended");
    }

    private static async Task<IResult> Revoke(HttpContext http, RevokeToken revoke, long id, CancellationToken ct)
    {
        await revoke.Run(new(http.RequireBrowser(), id), ct);
        return Results.LocalRedirect(Here + "?done=accounts.token_revoked");
    }
}
