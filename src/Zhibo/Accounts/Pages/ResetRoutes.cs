using Zhibo.Accounts.Access;
using Zhibo.Shared;

namespace Zhibo.Accounts.Pages;

/// <summary>What is done with links from mails. Looking at a link changes nothing: mail filters look at all of them.</summary>
internal static class ResetRoutes
{
    public static void MapResets(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/forgot", (HttpContext http, FormPages form, AccountMail mail) =>
            form.Show<ForgotPage, ForgotView>(http, "accounts.forgot", new("", mail.Works)));
        pages.MapPost("/forgot", Forgot);
        pages.MapGet("/forgot/sent", (HttpContext http, FormPages form) =>
            form.Show<MessagePage, MessageView>(http, "accounts.forgot", new("accounts.forgot_sent", "accounts.forgot_sent_text", "/sign-in", "accounts.sign_in")));
        pages.MapGet("/reset/{token}", AskPassword);
        pages.MapPost("/reset/{token}", Reset);
        pages.MapGet("/confirm-mail/{pass}", (HttpContext http, FormPages form, string pass) =>
            form.Show<ConfirmMailPage, ConfirmMailView>(http, "accounts.confirm_mail", new(pass)));
        pages.MapPost("/confirm-mail/{pass}", Confirm);
    }

    private static async Task<IResult> Forgot(HttpContext http, FormPages pages, RequestReset request, AccountMail mail, CancellationToken ct)
    {
        var name = (await FormPages.Read(http, ct))["name"].ToString();
        return await FormPages.Try(async () =>
        {
            await request.Run(new(name, Browser.Of(http)), ct);
            return Results.LocalRedirect("/forgot/sent");
        }, refusal => pages.Show<ForgotPage, ForgotView>(http, "accounts.forgot", new(name.Length > 254 ? "" : name, mail.Works), refusal));
    }

    private static async Task<IResult> AskPassword(HttpContext http, FormPages pages, ResetPassword reset, string token, CancellationToken ct) =>
        await reset.IsOpen(token, ct)
            ? await pages.Show<ResetPage, ResetView>(http, "accounts.reset", new(token))
            : throw new Refusal(RefusalKind.NotFound, "accounts.reset_over");

    private static async Task<IResult> Reset(HttpContext http, FormPages pages, ResetPassword reset, string token, CancellationToken ct)
    {
        var form = await FormPages.Read(http, ct);
        try
        {
            await reset.Run(new(token, form["password"].ToString(), form["tokens"] == "true"), ct);
            return Results.LocalRedirect("/sign-in?done=accounts.password_set");
        }
        catch (Refusal refusal) when (refusal.Kind == RefusalKind.Invalid)
        {
            return await pages.Show<ResetPage, ResetView>(http, "accounts.reset", new(token), refusal);
        }
    }

    private static async Task<IResult> Confirm(HttpContext http, ConfirmEmail confirm, string pass, CancellationToken ct)
    {
        await confirm.Run(new(pass), ct);
        return Results.LocalRedirect(http.Caller() is null ? "/sign-in?done=accounts.email_confirmed" : "/settings/security?done=accounts.email_confirmed");
    }
}
