using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>On the desk of a parent: the units right below it and its officials, and its word for each.</summary>
internal static class ChildrenRoutes
{
    private const string Desk = "/desk/{handle}";

    public static void MapChildren(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Desk + "/children", List);
        pages.MapPost(Desk + "/children/key", Renew);
        pages.MapGet(Desk + "/children/{child}/vouch", async (HttpContext http, StaffFrame frame, VouchSteps steps, string handle, string child, CancellationToken ct) =>
            await steps.Ask(http, await VouchPlace.OfDesk(http, frame, handle, ct), child, ct));
        pages.MapPost(Desk + "/children/{child}/vouch", async (HttpContext http, StaffFrame frame, VouchSteps steps, string handle, string child, CancellationToken ct) =>
            await steps.Give(http, await VouchPlace.OfDesk(http, frame, handle, ct), child, ct));
        pages.MapGet(Desk + "/vouchers/{id:long}/revoke", async (HttpContext http, StaffFrame frame, VouchSteps steps, string handle, long id, CancellationToken ct) =>
            await steps.AskBack(http, await VouchPlace.OfDesk(http, frame, handle, ct), id, ct));
        pages.MapPost(Desk + "/vouchers/{id:long}/revoke", async (HttpContext http, StaffFrame frame, VouchSteps steps, string handle, long id, CancellationToken ct) =>
            await steps.TakeBack(http, await VouchPlace.OfDesk(http, frame, handle, ct), id, ct));
    }

    private static async Task<IResult> List(HttpContext http, StaffFrame frame, VouchForms forms, string handle, string? q, long? after, CancellationToken ct)
    {
        var place = await VouchPlace.OfDesk(http, frame, handle, ct);
        var (parent, name) = (place.Seat!.AccountId, InputText.CleanLine(q, VouchForms.LongestQuery) is { Ok: true } clean ? clean.Text : "");
        var rows = await forms.Rows(place, new(VoucherList.Living, name, after ?? 0) { All = true, ParentId = parent }, ct);
        return await place.Show<VouchersPage, VouchersView>(http, "agencies.vouching.children", new(place.Home, rows)
        {
            Name = name,
            KeyPrint = await forms.KeyPrint(parent, ct),
            KeyAction = place.Home + "/key",
            Older = rows.Count < ListVouchers.PageSize ? null : $"{place.Home}?q={Uri.EscapeDataString(name)}&after={rows[^1].Id.ToString(CultureInfo.InvariantCulture)}",
        });
    }

    private static async Task<IResult> Renew(HttpContext http, StaffFrame frame, RenewKey renew, string handle, CancellationToken ct)
    {
        var place = await VouchPlace.OfDesk(http, frame, handle, ct);
        await renew.Run(new(http.RequireBrowser(), place.Seat!.AccountId), ct);
        return Results.LocalRedirect(place.Home + "?done=agencies.key_renewed");
    }
}
