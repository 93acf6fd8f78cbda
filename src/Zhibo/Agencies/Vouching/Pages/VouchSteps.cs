using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>The two forms, to give a word and to take it back: the same for the administration and for desks.</summary>
internal sealed class VouchSteps(Db db, FindAccount find, VouchForms forms, VouchFor vouch, RevokeVoucher revoke)
{
    public async Task<IResult> Ask(HttpContext http, VouchPlace place, string child, CancellationToken ct) =>
        await Show(http, place, await forms.ViewOf(place, await Child(place, child, ct), ct), null);

    public async Task<IResult> Give(HttpContext http, VouchPlace place, string handle, CancellationToken ct)
    {
        var child = await Child(place, handle, ct);
        var view = VouchForms.Filled(await forms.ViewOf(place, child, ct), await FormPages.Read(http, ct));
        return await FormPages.Try(async () =>
        {
            await vouch.Run(new(http.RequireBrowser(), child.Id, view.Evidence, VouchForms.Until(view.Until))
            {
                ByAgencyId = place.Seat is { } seat ? seat.AccountId : view.By == VouchView.Parent ? child.ParentId : null,
                Seal = VouchForms.Seal(view.Seal),
            }, ct);
            return Results.LocalRedirect(place.Home + "?done=agencies.vouched");
        }, refusal => Show(http, place, view, refusal));
    }

    public async Task<IResult> AskBack(HttpContext http, VouchPlace place, long voucherId, CancellationToken ct) =>
        await Show(http, place, forms.ViewOf(place, await revoke.Look(http.RequireBrowser(), voucherId, ct)), null);

    public async Task<IResult> TakeBack(HttpContext http, VouchPlace place, long voucherId, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var view = forms.ViewOf(place, await revoke.Look(caller, voucherId, ct)) with { Reason = (await FormPages.Read(http, ct))["reason"].ToString() };
        return await FormPages.Try(async () =>
        {
            await revoke.Run(new(caller, voucherId, view.Reason), ct);
            return Results.LocalRedirect(place.Home + (place.Seat is null ? "?show=revoked&done=agencies.revoked" : "?done=agencies.revoked"));
        }, refusal => Show(http, place, view, refusal));
    }

    /// <summary>A desk shows its own children; whether it may vouch is decided where the word is given.</summary>
    private async Task<Candidate> Child(VouchPlace place, string handle, CancellationToken ct)
    {
        var child = await find.Run(handle, ct) is { } account ? await Candidate.Find(db, account.Id, ct) : null;
        return child is not null && (place.Seat is null || child.ParentId == place.Seat.AccountId) ? child : throw Candidate.Unknown();
    }

    private static Task<IResult> Show(HttpContext http, VouchPlace place, VouchView view, Refusal? refusal) =>
        place.Show<VouchPage, VouchView>(http, "agencies.vouching.vouch", view, refusal);

    private static Task<IResult> Show(HttpContext http, VouchPlace place, RevokeView view, Refusal? refusal) =>
        place.Show<RevokePage, RevokeView>(http, "agencies.vouching.revoke", view, refusal);
}
