using Microsoft.AspNetCore.Components;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Halls.Pages;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Halls.Admin;

/// <summary>Shows the administration's pages about halls, and shows them again when a form was refused.</summary>
internal sealed class HallForms(StaffFrame frame)
{
    public async Task<PageHead> Head(HttpContext http, string title, Hall? hall = null)
    {
        var head = await frame.Admin(http, title, "halls");
        return hall is null ? head : head with { ExtraHtml = HallHeads.ThemeLink(hall) };
    }

    public async Task<IResult> Show<TPage, TView>(HttpContext http, string title, TView view, Refusal? refusal = null)
        where TPage : FormPiece<TView>, IComponent =>
        Page.Of<TPage>(
            await Head(http, title),
            new Dictionary<string, object?>
            {
                [nameof(FormPiece<TView>.View)] = view,
                [nameof(FormPiece<TView>.Fault)] = refusal is null ? null : FormFault.Of(refusal, http.Words()),
            },
            refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);

    /// <summary>Does what the form asks; when that is refused, shows the form again.</summary>
    public static async Task<IResult> Try(Func<Task<IResult>> work, Func<Refusal, Task<IResult>> again)
    {
        try { return await work(); }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict or RefusalKind.Busy) { return await again(refusal); }
    }

    public static async Task<IFormCollection> Read(HttpContext http, CancellationToken ct) =>
        http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : FormCollection.Empty;
}
