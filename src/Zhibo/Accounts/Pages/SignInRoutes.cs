using Zhibo.Accounts.Access;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts.Pages;

/// <summary>In and out. The second step stands at an address of its own; the pass to it lies in a cookie.</summary>
internal static class SignInRoutes
{
    private const string Title = "accounts.sign_in";

    public static void MapSignIn(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/sign-in", Ask);
        pages.MapPost("/sign-in", Enter);
        pages.MapGet("/sign-in/code", AskCode);
        pages.MapPost("/sign-in/code", EnterCode);
        pages.MapPost("/sign-out", Leave);
    }

    private static async Task<IResult> Ask(HttpContext http, FormPages pages, SignUpGate gate, string? back) =>
        http.Caller() is null
            ? await pages.Show<SignInPage, SignInView>(http, Title, ViewOf(gate, "", back))
            : Results.LocalRedirect(LocalPath.Or(back, "/"));

    private static async Task<IResult> Enter(HttpContext http, FormPages pages, SignIn signIn, SignUpGate gate, CancellationToken ct)
    {
        var form = await FormPages.Read(http, ct);
        var view = ViewOf(gate, form["name"].ToString(), form["back"]);
        return await FormPages.Try(async () =>
        {
            var outcome = await signIn.Run(new(view.Name, form["password"].ToString(), Browser.Of(http)), ct);
            if (outcome.Secret is { } secret)
            {
                SessionCookie.Set(http, secret);
                return Results.LocalRedirect(view.Back);
            }
            StepCookie.Set(http, outcome.Step!);
            return Results.LocalRedirect("/sign-in/code?back=" + Uri.EscapeDataString(view.Back));
        }, refusal => pages.Show<SignInPage, SignInView>(http, Title, view, refusal));
    }

    private static async Task<IResult> AskCode(HttpContext http, FormPages pages, string? back) =>
        StepCookie.Read(http) is null
            ? Results.LocalRedirect("/sign-in?back=" + Uri.EscapeDataString(LocalPath.Or(back, "/")))
            : await pages.Show<CodePage, CodeView>(http, "accounts.second_step", new(LocalPath.Or(back, "/")));

    private static async Task<IResult> EnterCode(HttpContext http, FormPages pages, EnterCode enter, CancellationToken ct)
    {
        var form = await FormPages.Read(http, ct);
        var view = new CodeView(LocalPath.Or(form["back"], "/"));
        try
        {
            var secret = await enter.Run(new(StepCookie.Read(http) ?? "", form["code"].ToString(), Browser.Of(http)), ct);
            StepCookie.Delete(http);
            SessionCookie.Set(http, secret);
            return Results.LocalRedirect(view.Back);
        }
        catch (Refusal refusal) when (refusal.Kind == RefusalKind.SignInNeeded)
        {
            // The ten minutes are over, or the password changed meanwhile.
            StepCookie.Delete(http);
            return Results.LocalRedirect("/sign-in?back=" + Uri.EscapeDataString(view.Back));
        }
        catch (Refusal refusal) { return await pages.Show<CodePage, CodeView>(http, "accounts.second_step", view, refusal); }
    }

    private static async Task<IResult> Leave(HttpContext http, EndSession end, CancellationToken ct)
    {
        if (http.Caller() is { SessionId: { } session } caller) await end.Run(new(caller, session), ct);
        SessionCookie.Delete(http);
        // What the pages of the person left in this browser's caches.
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return Results.LocalRedirect("/");
    }

    private static SignInView ViewOf(SignUpGate gate, string name, string? back) =>
        new(name.Length > 254 ? "" : name, LocalPath.Or(back, "/"), gate.Registration != Registration.Closed);
}
