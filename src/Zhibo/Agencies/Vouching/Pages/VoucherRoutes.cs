using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>Verification for administrators: who waits, whose word ends soon, and the forms to give and take it.</summary>
internal static class VoucherRoutes
{
    private const string Here = "/admin/vouchers";

    public static void MapVouchers(this IEndpointRouteBuilder pages)
    {
        pages.MapGet(Here, List);
        pages.MapPost(Here, Many);
        pages.MapPost(Here + "/key", Renew);
        pages.MapGet("/admin/agencies/{handle}/vouch", (HttpContext http, StaffFrame frame, VouchSteps steps, string handle, CancellationToken ct) =>
            steps.Ask(http, VouchPlace.OfAdmin(http, frame), handle, ct));
        pages.MapPost("/admin/agencies/{handle}/vouch", (HttpContext http, StaffFrame frame, VouchSteps steps, string handle, CancellationToken ct) =>
            steps.Give(http, VouchPlace.OfAdmin(http, frame), handle, ct));
        pages.MapGet(Here + "/{id:long}/revoke", (HttpContext http, StaffFrame frame, VouchSteps steps, long id, CancellationToken ct) =>
            steps.AskBack(http, VouchPlace.OfAdmin(http, frame), id, ct));
        pages.MapPost(Here + "/{id:long}/revoke", (HttpContext http, StaffFrame frame, VouchSteps steps, long id, CancellationToken ct) =>
            steps.TakeBack(http, VouchPlace.OfAdmin(http, frame), id, ct));
    }

    private static async Task<IResult> List(HttpContext http, StaffFrame frame, VouchForms forms, ListVouchers lists, string? show, string? q, long? after, CancellationToken ct)
    {
        var place = VouchPlace.OfAdmin(http, frame);
        return await Show(http, place, await ViewOf(place, forms, lists, show, q, after, ct));
    }

    private static async Task<VouchersView> ViewOf(VouchPlace place, VouchForms forms, ListVouchers lists, string? show, string? q, long? after, CancellationToken ct)
    {
        var list = Enum.TryParse<VoucherList>(show, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : VoucherList.Waiting;
        var name = InputText.CleanLine(q, VouchForms.LongestQuery) is { Ok: true } clean ? clean.Text : "";
        var rows = await forms.Rows(place, new(list, name, after ?? 0), ct);
        var counts = new Dictionary<VoucherList, int>();
        foreach (var one in Enum.GetValues<VoucherList>()) counts[one] = await lists.Count(one, ct);
        return new(Here, rows)
        {
            List = list,
            Counts = counts,
            Name = name,
            Until = forms.UsualUntil,
            KeyPrint = await forms.KeyPrint(null, ct),
            KeyAction = Here + "/key",
            Older = rows.Count < ListVouchers.PageSize ? null : $"{Here}?show={list.ToString().ToLowerInvariant()}&q={Uri.EscapeDataString(name)}&after={rows[^1].Id.ToString(CultureInfo.InvariantCulture)}",
        };
    }

    private static Task<IResult> Show(HttpContext http, VouchPlace place, VouchersView view, Refusal? refusal = null) =>
        place.Show<VouchersPage, VouchersView>(http, "agencies.vouching.vouchers", view, refusal);

    private static async Task<IResult> Many(HttpContext http, StaffFrame frame, VouchForms forms, ListVouchers lists, VouchForMany vouch, CancellationToken ct)
    {
        var (caller, place) = (StaffFrame.RequireAdmin(http), new VouchPlace(frame, null));
        var form = await FormPages.Read(http, ct);
        List<long> chosen = [.. form["account"].Select(v => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];
        var byParents = form["by"] == VouchView.Parent;
        Func<Task<VouchersView>> typed = async () => await ViewOf(place, forms, lists, null, form["q"], null, ct) with
        {
            Evidence = form["evidence"].ToString(),
            Until = form["until"].ToString(),
            ByParents = byParents,
            Chosen = chosen,
        };
        return await FormPages.Try(async () =>
        {
            var outcome = await vouch.Run(new(caller, chosen, form["evidence"].ToString(), VouchForms.Until(form["until"].ToString())) { ByParents = byParents }, ct);
            if (outcome.Refused.Count == 0) return Results.LocalRedirect(Here + "?done=agencies.vouched");
            var words = http.Words();
            var view = await typed() with { Vouched = outcome.Vouched, Refused = [.. outcome.Refused.Select(r => $"{r.Who}: {words[r.Why.Word, r.Why.Args]}")] };
            return await Show(http, place, view);
        }, async refusal => await Show(http, place, await typed(), refusal));
    }

    private static async Task<IResult> Renew(HttpContext http, RenewKey renew, CancellationToken ct)
    {
        await renew.Run(new(StaffFrame.RequireAdmin(http), null), ct);
        return Results.LocalRedirect(Here + "?done=agencies.key_renewed");
    }
}
