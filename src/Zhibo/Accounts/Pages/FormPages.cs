using Microsoft.AspNetCore.Components;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts.Pages;

/// <summary>Shows pages with forms, and shows them again when a form was refused.</summary>
public sealed class FormPages(PageFrame frame)
{
    public async Task<IResult> Show<TPage, TView>(HttpContext http, string titleWord, TView view, Refusal? refusal = null)
        where TPage : FormPiece<TView>, IComponent =>
        Show<TPage, TView>(http, await frame.Head(http, http.Words()[titleWord], http.Caller() is null ? null : "settings"), view, refusal);

    /// <summary>The same in a frame that is there already: a desk's, the administration's.</summary>
    public static IResult Show<TPage, TView>(HttpContext http, PageHead head, TView view, Refusal? refusal = null)
        where TPage : FormPiece<TView>, IComponent
    {
        // Personal, and a reader who went on should not find it in the browser's memory.
        http.Response.Headers.CacheControl = "no-store";
        if (refusal?.RetryAfter is { } wait) http.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("F0", System.Globalization.CultureInfo.InvariantCulture);
        return Page.Of<TPage>(
            head with { Robots = "noindex" },
            new Dictionary<string, object?>
            {
                [nameof(FormPiece<TView>.View)] = view,
                [nameof(FormPiece<TView>.Fault)] = refusal is null ? null : FormFault.Of(refusal, http.Words()),
            },
            refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }

    /// <summary>Does what the form asks; when that is refused, shows the form again.</summary>
    public static async Task<IResult> Try(Func<Task<IResult>> work, Func<Refusal, Task<IResult>> again)
    {
        try { return await work(); }
        catch (Refusal refusal) when (refusal.Kind is not RefusalKind.SignInNeeded) { return await again(refusal); }
    }

    public static async Task<IFormCollection> Read(HttpContext http, CancellationToken ct) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
}
