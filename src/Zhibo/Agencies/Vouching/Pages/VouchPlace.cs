using System.Globalization;
using Microsoft.AspNetCore.Components;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Shared;

namespace Zhibo.Agencies.Vouching.Pages;

/// <summary>Where vouchers are given and taken back: the administration, or the desk of a parent.</summary>
/// <param name="Seat">At the parent; null is the administration.</param>
internal sealed record VouchPlace(StaffFrame Frame, ActingSeat? Seat)
{
    public string Home => Seat is null ? "/admin/vouchers" : $"/desk/{Seat.Handle}/children";

    public static VouchPlace OfAdmin(HttpContext http, StaffFrame frame)
    {
        StaffFrame.RequireAdmin(http);
        return new(frame, null);
    }

    public static async ValueTask<VouchPlace> OfDesk(HttpContext http, StaffFrame frame, string handle, CancellationToken ct) =>
        new(frame, await frame.RequireSeat(http, handle, ActingRights.Manage, ct));

    /// <summary>Address of the form for an account.</summary>
    public string Vouch(string handle) => Seat is null ? $"/admin/agencies/{handle}/vouch" : $"{Home}/{handle}/vouch";

    /// <summary>Address of the question before a voucher is revoked.</summary>
    public string Revoke(long voucherId) =>
        (Seat is null ? Home : $"/desk/{Seat.Handle}/vouchers") + "/" + voucherId.ToString(CultureInfo.InvariantCulture) + "/revoke";

    public async Task<IResult> Show<TPage, TView>(HttpContext http, string titleWord, TView view, Refusal? refusal = null)
        where TPage : FormPiece<TView>, IComponent
    {
        var title = http.Words()[titleWord];
        var head = Seat is null ? await Frame.Admin(http, title, "vouchers") : await Frame.Desk(http, Seat, title, "children", http.RequestAborted);
        return FormPages.Show<TPage, TView>(http, head, view, refusal);
    }
}
