using Zhibo.Accounts.Access;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts.Pages;

internal static class SignUpRoutes
{
    private const string Title = "accounts.sign_up";

    public static void MapSignUp(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-up", Ask);
        pages.MapPost("/sign-up", Join);
        pages.MapGet("/sign-up/waiting", (HttpContext http, FormPages form) =>
            form.Show<MessagePage, MessageView>(http, Title, new("accounts.waiting", "accounts.waiting_text", "/", "web.to_home")));
    }

    private static async Task<IResult> Ask(HttpContext http, FormPages pages, SignUpGate gate, AccountMail mail, string? back) =>
        http.Caller() is null
            ? await pages.Show<SignUpPage, SignUpView>(http, Title, ViewOf(gate, mail, back))
            : Results.LocalRedirect(LocalPath.Or(back, "/"));

    private static async Task<IResult> Join(HttpContext http, FormPages pages, SignUp signUp, SignUpGate gate, AccountMail mail, CancellationToken ct)
    {
        var form = await FormPages.Read(http, ct);
        var view = ViewOf(gate, mail, form["back"]) with
        {
            Handle = form["handle"].ToString(),
            Nickname = form["nickname"].ToString(),
            Email = form["email"].ToString(),
            Reason = form["reason"].ToString(),
        };
        return await FormPages.Try(async () =>
        {
            var outcome = await signUp.Run(
                new(view.Handle, view.Nickname, form["password"].ToString(), view.Email, view.Reason, http.Language(), Browser.Of(http)), ct);
            if (outcome.Secret is null) return Results.LocalRedirect("/sign-up/waiting");
            SessionCookie.Set(http, outcome.Secret);
            // Whoever came with an invitation wants to use it.
            if (outcome.MailSent && view.Back == "/") return Results.LocalRedirect("/settings/profile?done=accounts.joined_mail");
            return Results.LocalRedirect(view.Back == "/" ? "/?done=accounts.joined" : view.Back);
        }, refusal => pages.Show<SignUpPage, SignUpView>(http, Title, view, refusal));
    }

    private static SignUpView ViewOf(SignUpGate gate, AccountMail mail, string? back) => new(LocalPath.Or(back, "/"))
    {
        NeedsApproval = gate.NeedsApproval,
        Closed = gate.Registration == Registration.Closed,
        MailWorks = mail.Works,
    };
}
