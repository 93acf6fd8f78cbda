using System.Text;
using Zhibo.Accounts.Access;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts.Pages;

/// <summary>Turning the second step on and off, and its recovery codes.</summary>
internal static class TotpRoutes
{
    private const string Here = "/settings/security/totp";
    private const string Codes = "/settings/security/codes";

    public static void MapTotp(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Here, Start);
        pages.MapPost(Here, Confirm);
        pages.MapPost(Here + "/off", TurnOff);
        pages.MapPost(Codes, Renew);
        pages.MapPost(Codes + "/download", Download);
    }

    private static async Task<IResult> Start(HttpContext http, FormPages pages, StartTotp start, Settings settings, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        try { return await pages.Show<TotpPage, TotpView>(http, "accounts.totp_turn_on", ViewOf(settings, caller, await start.Run(new(caller), ct))); }
        catch (Refusal refusal) when (refusal.Kind == RefusalKind.Conflict) { return Results.LocalRedirect("/settings/security"); }
    }

    private static async Task<IResult> Confirm(HttpContext http, FormPages pages, ConfirmTotp confirm, StartTotp start, Settings settings, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        try
        {
            // Shown once, so in the answer itself: there is no page to redirect to.
            return await ShowCodes(http, pages, await confirm.Run(new(caller, form["code"].ToString()), ct));
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.TooMany)
        {
            return await pages.Show<TotpPage, TotpView>(http, "accounts.totp_turn_on", ViewOf(settings, caller, await start.Run(new(caller), ct)), refusal);
        }
    }

    private static async Task<IResult> TurnOff(HttpContext http, FormPages pages, StopTotp stop, ReadSecurity read, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        return await FormPages.Try(async () =>
        {
            await stop.Run(new(caller, form["current"].ToString()), ct);
            return Results.LocalRedirect("/settings/security?done=accounts.totp_off");
        }, refusal => SecurityRoutes.Again(http, pages, read, "totp", refusal));
    }

    private static async Task<IResult> Renew(HttpContext http, FormPages pages, RenewRecoveryCodes renew, ReadSecurity read, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        return await FormPages.Try(
            async () => await ShowCodes(http, pages, await renew.Run(new(caller, form["current"].ToString()), ct)),
            refusal => SecurityRoutes.Again(http, pages, read, "codes", refusal));
    }

    /// <summary>Hands back what the page holds: the server keeps only hashes.</summary>
    private static async Task<IResult> Download(HttpContext http, Settings settings, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var codes = (await FormPages.Read(http, ct))["codes"].ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (codes.Length > RecoveryCodes.Count || !Array.TrueForAll(codes, RecoveryCodes.IsOne)) throw new Refusal(RefusalKind.Invalid, "accounts.code_wrong");
        http.Response.Headers.CacheControl = "no-store";
        var text = new StringBuilder(http.Words()["accounts.codes_file", settings.Site.Name, caller.Handle]).AppendLine().AppendLine().AppendJoin('\n', codes).AppendLine();
        return Results.File(Encoding.UTF8.GetBytes(text.ToString()), "text/plain; charset=utf-8", $"zhibo-codes-{caller.Handle}.txt");
    }

    private static Task<IResult> ShowCodes(HttpContext http, FormPages pages, string[] codes) =>
        pages.Show<CodesPage, CodesView>(http, "accounts.codes", new(codes));

    private static TotpView ViewOf(Settings settings, Caller caller, byte[] secret)
    {
        var address = Totp.Address(settings.Site.Name, caller.Handle, secret);
        var code = QrDrawing.Of(address);
        return new(string.Join(' ', Totp.Base32(secret).Chunk(4).Select(part => new string(part))), address, code.Path, code.Size);
    }
}
