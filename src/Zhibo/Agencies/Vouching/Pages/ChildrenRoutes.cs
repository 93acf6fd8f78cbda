using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Shared;
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
        pages.MapGet(Desk + "/children/{child}/vouch", Ask);
        pages.MapPost(Desk + "/children/{child}/vouch", Give);
        pages.MapGet(Desk + "/vouchers/{id:long}/revoke", AskBack);
        pages.MapPost(Desk + "/vouchers/{id:long}/revoke", TakeBack);
    }

    private static string Home(ActingSeat seat) => $"/desk/{seat.Handle}/children";

    private static ValueTask<ActingSeat> Seat(HttpContext http, StaffFrame frame, string handle, CancellationToken ct) => frame.RequireSeat(http, handle, ActingRights.Manage, ct);

    private static async Task<IResult> List(HttpContext http, StaffFrame frame, VouchForms forms, string handle, string? q, long? after, CancellationToken ct)
    {
        var seat = await Seat(http, frame, handle, ct);
        var name = InputText.CleanLine(q, 100) is { Ok: true } clean ? clean.Text : "";
        var rows = await forms.Rows(new(VoucherList.Living, name, after ?? 0) { All = true, ParentId = seat.AccountId },
            a => $"{Home(seat)}/{a.Handle}/vouch", v => $"/desk/{seat.Handle}/vouchers/{v.Id.ToString(CultureInfo.InvariantCulture)}/revoke", ct);
        var view = new VouchersView(Home(seat), rows)
        {
            Name = name,
            KeyPrint = await forms.KeyPrint(seat.AccountId, ct),
            KeyAction = Home(seat) + "/key",
            Older = rows.Count < ListVouchers.PageSize ? null : $"{Home(seat)}?q={Uri.EscapeDataString(name)}&after={rows[^1].Id}",
        };
        return VouchForms.Show<VouchersPage, VouchersView>(http, await frame.Desk(http, seat, http.Words()["agencies.vouching.children"], "children", ct), view, null);
    }

    private static async Task<IResult> Renew(HttpContext http, StaffFrame frame, RenewKey renew, string handle, CancellationToken ct)
    {
        var seat = await Seat(http, frame, handle, ct);
        await renew.Run(new(http.RequireBrowser(), seat.AccountId), ct);
        return Results.LocalRedirect(Home(seat) + "?done=agencies.key_renewed");
    }

    private static async Task<(Candidate Child, VouchView View)> Child(VouchForms forms, Db db, FindAccount find, ActingSeat seat, string child, CancellationToken ct)
    {
        var who = await find.Run(child, ct) is { } account ? await Candidate.Find(db, account.Id, ct) : null;
        // A desk shows its own children; whether it may vouch is decided where the word is given.
        if (who is null || who.ParentId != seat.AccountId) throw Candidate.Unknown();
        var view = await forms.ViewOf(who, $"{Home(seat)}/{who.Account.Handle}/vouch", Home(seat), ct);
        return (who, view with { ByNickname = seat.Nickname, ParentNickname = null, By = "parent" });
    }

    private static async Task<IResult> Show(HttpContext http, StaffFrame frame, ActingSeat seat, VouchView view, Refusal? refusal) =>
        VouchForms.Show<VouchPage, VouchView>(http, await frame.Desk(http, seat, http.Words()["agencies.vouching.vouch"], "children", http.RequestAborted), view, refusal);

    private static async Task<IResult> Ask(HttpContext http, StaffFrame frame, VouchForms forms, Db db, FindAccount find, [AsParameters] Place place, CancellationToken ct)
    {
        var seat = await Seat(http, frame, place.Handle, ct);
        var (_, view) = await Child(forms, db, find, seat, place.Child, ct);
        return await Show(http, frame, seat, view, null);
    }

    private static async Task<IResult> Give(HttpContext http, StaffFrame frame, VouchForms forms, VouchFor vouch, FindAccount find, [AsParameters] Place place, CancellationToken ct)
    {
        var seat = await Seat(http, frame, place.Handle, ct);
        var (child, empty) = await Child(forms, http.RequestServices.GetRequiredService<Db>(), find, seat, place.Child, ct);
        var view = VouchForms.Filled(empty, await FormPages.Read(http, ct));
        return await FormPages.Try(async () =>
        {
            await vouch.Run(new(http.RequireBrowser(), child.Id, view.Evidence, VouchForms.Until(view.Until)) { ByAgencyId = seat.AccountId, Seal = VouchForms.Seal(view.Seal) }, ct);
            return Results.LocalRedirect(Home(seat) + "?done=agencies.vouched");
        }, refusal => Show(http, frame, seat, view, refusal));
    }

    private static async Task<IResult> AskBack(HttpContext http, StaffFrame frame, VouchForms forms, RevokeVoucher revoke, string handle, long id, CancellationToken ct)
    {
        var seat = await Seat(http, frame, handle, ct);
        return await Show(http, frame, seat, await forms.ViewOf(revoke, http, id, Action(seat, id), Home(seat), ct), null);
    }

    private static string Action(ActingSeat seat, long id) => $"/desk/{seat.Handle}/vouchers/{id.ToString(CultureInfo.InvariantCulture)}/revoke";

    private static async Task<IResult> Show(HttpContext http, StaffFrame frame, ActingSeat seat, RevokeView view, Refusal? refusal) =>
        VouchForms.Show<RevokePage, RevokeView>(http, await frame.Desk(http, seat, http.Words()["agencies.vouching.revoke"], "children", http.RequestAborted), view, refusal);

    private static async Task<IResult> TakeBack(HttpContext http, StaffFrame frame, VouchForms forms, RevokeVoucher revoke, string handle, long id, CancellationToken ct)
    {
        var seat = await Seat(http, frame, handle, ct);
        var view = await forms.ViewOf(revoke, http, id, Action(seat, id), Home(seat), ct) with { Reason = (await FormPages.Read(http, ct))["reason"].ToString() };
        return await FormPages.Try(async () =>
        {
            await revoke.Run(new(http.RequireBrowser(), id, view.Reason), ct);
            return Results.LocalRedirect(Home(seat) + "?done=agencies.revoked");
        }, refusal => Show(http, frame, seat, view, refusal));
    }

    internal sealed record Place(string Handle, string Child);
}
