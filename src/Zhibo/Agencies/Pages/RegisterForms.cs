using Microsoft.AspNetCore.Components;
using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Agencies.Pages;

/// <summary>Pages of the register with forms: shown again with what was typed when a form was refused.</summary>
internal static class RegisterForms
{
    public static IResult Show<TPage, TView>(HttpContext http, PageHead head, TView view, Refusal? refusal = null)
        where TPage : FormPiece<TView>, IComponent =>
        Page.Of<TPage>(
            head,
            new Dictionary<string, object?>
            {
                [nameof(FormPiece<TView>.View)] = view,
                [nameof(FormPiece<TView>.Fault)] = refusal is null ? null : FormFault.Of(refusal, http.Words()),
            },
            refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);

    /// <summary>Does what the form asks; when that is refused, shows the form again. Who may not be here is told so.</summary>
    public static async Task<IResult> Try(Func<Task<IResult>> work, Func<Refusal, Task<IResult>> again)
    {
        try { return await work(); }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict or RefusalKind.TooLarge) { return await again(refusal); }
    }

    public static async Task<IFormCollection> Read(HttpContext http, CancellationToken ct) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
}
