using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
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
        pages.MapGet("/admin/agencies/{handle}/vouch", Ask);
        pages.MapPost("/admin/agencies/{handle}/vouch", Give);
        pages.MapGet(Here + "/{id:long}/revoke", AskBack);
        pages.MapPost(Here + "/{id:long}/revoke", TakeBack);
    }

    private static async Task<IResult> List(HttpContext http, StaffFrame frame, VouchForms forms, ListVouchers lists, string? show, string? q, long? after, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var view = await ViewOf(forms, lists, show, q, after, ct);
        return await Show(http, frame, view, null);
    }

    private static async Task<VouchersView> ViewOf(VouchForms forms, ListVouchers lists, string? show, string? q, long? after, CancellationToken ct)
    {
        var list = Enum.TryParse<VoucherList>(show, ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : VoucherList.Waiting;
        var name = InputText.CleanLine(q, 100) is { Ok: true } clean ? clean.Text : "";
        var rows = await forms.Rows(new(list, name, after ?? 0), a => $"/admin/agencies/{a.Handle}/vouch", v => $"{Here}/{v.Id.ToString(CultureInfo.InvariantCulture)}/revoke", ct);
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
            Older = rows.Count < ListVouchers.PageSize ? null : $"{Here}?show={list.ToString().ToLowerInvariant()}&q={Uri.EscapeDataString(name)}&after={rows[^1].Id}",
        };
    }

    private static async Task<IResult> Show(HttpContext http, StaffFrame frame, VouchersView view, Refusal? refusal) =>
        VouchForms.Show<VouchersPage, VouchersView>(http, await frame.Admin(http, http.Words()["agencies.vouching.vouchers"], "vouchers"), view, refusal);

    private static async Task<IResult> Many(HttpContext http, StaffFrame frame, VouchForms forms, ListVouchers lists, VouchForMany vouch, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = await FormPages.Read(http, ct);
        List<long> chosen = [.. form["account"].Select(v => long.TryParse(v, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0).Where(id => id > 0)];
        var byParents = form["by"] == "parent";
        Func<Task<VouchersView>> typed = async () => await ViewOf(forms, lists, null, form["q"], null, ct) with
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
            return await Show(http, frame, view, null);
        }, async refusal => await Show(http, frame, await typed(), refusal));
    }

    private static async Task<IResult> Renew(HttpContext http, RenewKey renew, CancellationToken ct)
    {
        await renew.Run(new(StaffFrame.RequireAdmin(http), null), ct);
        return Results.LocalRedirect(Here + "?done=agencies.key_renewed");
    }

    private static async Task<Candidate> Find(FindAccount find, Db db, string handle, CancellationToken ct) =>
        (await find.Run(handle, ct) is { } account ? await Candidate.Find(db, account.Id, ct) : null) ?? throw Candidate.Unknown();

    private static string Action(Candidate child) => $"/admin/agencies/{child.Account.Handle}/vouch";

    private static async Task<IResult> Ask(HttpContext http, StaffFrame frame, VouchForms forms, FindAccount find, Db db, string handle, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        var child = await Find(find, db, handle, ct);
        return await Show(http, frame, await forms.ViewOf(child, Action(child), Here, ct), null);
    }

    private static async Task<IResult> Show(HttpContext http, StaffFrame frame, VouchView view, Refusal? refusal) =>
        VouchForms.Show<VouchPage, VouchView>(http, await frame.Admin(http, http.Words()["agencies.vouching.vouch"], "vouchers"), view, refusal);

    private static async Task<IResult> Give(HttpContext http, StaffFrame frame, VouchForms forms, VouchFor vouch, FindAccount find, string handle, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var db = http.RequestServices.GetRequiredService<Db>();
        var child = await Find(find, db, handle, ct);
        var form = await FormPages.Read(http, ct);
        var view = VouchForms.Filled(await forms.ViewOf(child, Action(child), Here, ct), form);
        return await FormPages.Try(async () =>
        {
            await vouch.Run(new(caller, child.Id, view.Evidence, VouchForms.Until(view.Until))
            {
                ByAgencyId = view.By == "parent" ? child.ParentId : null,
                Seal = VouchForms.Seal(view.Seal),
            }, ct);
            return Results.LocalRedirect(Here + "?done=agencies.vouched");
        }, refusal => Show(http, frame, view, refusal));
    }

    private static async Task<IResult> AskBack(HttpContext http, StaffFrame frame, VouchForms forms, RevokeVoucher revoke, long id, CancellationToken ct)
    {
        StaffFrame.RequireAdmin(http);
        return await Show(http, frame, await forms.ViewOf(revoke, http, id, BackAction(id), Here, ct), null);
    }

    private static string BackAction(long id) => $"{Here}/{id.ToString(CultureInfo.InvariantCulture)}/revoke";

    private static async Task<IResult> Show(HttpContext http, StaffFrame frame, RevokeView view, Refusal? refusal) =>
        VouchForms.Show<RevokePage, RevokeView>(http, await frame.Admin(http, http.Words()["agencies.vouching.revoke"], "vouchers"), view, refusal);

    private static async Task<IResult> TakeBack(HttpContext http, StaffFrame frame, VouchForms forms, RevokeVoucher revoke, long id, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var form = await FormPages.Read(http, ct);
        var view = await forms.ViewOf(revoke, http, id, BackAction(id), Here, ct) with { Reason = form["reason"].ToString() };
        return await FormPages.Try(async () =>
        {
            await revoke.Run(new(caller, id, view.Reason), ct);
            return Results.LocalRedirect(Here + "?show=revoked&done=agencies.revoked");
        }, refusal => Show(http, frame, view, refusal));
    }
}
