using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Agencies.Api;
using Zhibo.Agencies.Tree;
using Zhibo.Agencies.Vouching.Pages;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Vouching.Api;

/// <summary>Words are given and taken back by programs as on the pages.</summary>
internal static class VoucherApi
{
    public static void MapVoucherApi(this IEndpointRouteBuilder api)
    {
        api = api.MapGroup("").WithTags("vouchers");
        api.MapGet("/vouchers", List).Needs(AccessScopes.AdminRead).WithSummary("Who waits for a voucher, whose ends within thirty days, whose is alive or revoked; with parent: everybody right below it.");
        api.MapPost("/agencies/{handle}/vouchers", Give).Needs(AccessScopes.AdminWrite).WithSummary("Vouches for an agency or an official; a new voucher replaces the living one.");
        api.MapPost("/vouchers/{id:long}/revoke", Revoke).Needs(AccessScopes.AdminWrite).WithSummary("Takes a voucher back; the seal goes at once, and the seals that rested on it.");
    }

    private static async Task<Ok<VoucherListJson>> List(
        HttpContext http, VouchingRights rights, ListVouchers lists, AgencyDoor door, AgencyTree tree, string? show, string? q, string? parent, string? after, CancellationToken ct)
    {
        long? under = string.IsNullOrEmpty(parent) ? null : (await door.Of(parent, ct)).Id;
        await rights.Require(http.Caller()!, under, ct);
        var list = AgencyDoor.Name<VoucherList>(show, "show");
        var name = InputText.CleanLine(q, VouchForms.LongestQuery) is { Ok: true } clean ? clean.Text : throw Bad("q");
        var last = string.IsNullOrEmpty(after) ? 0 : long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : throw Bad("after");
        var rows = await lists.Run(new(list ?? VoucherList.Waiting, name, last) { ParentId = under, All = list is null && under is not null }, ct);
        return TypedResults.Ok(new VoucherListJson(
            [.. rows.Select(r => new VouchedJson(AgencyPen.Text(r.Account.Id), r.Account.Handle, r.Account.Nickname, r.Name, Of(r.Voucher, tree)))],
            rows.Count < ListVouchers.PageSize ? null : AgencyPen.Text(rows[^1].Account.Id)));
    }

    private static async Task<Created<GivenVoucherJson>> Give(
        HttpContext http, string handle, GiveVoucherJson asked, FindAccount find, AgencyDoor door, VouchFor vouch, CancellationToken ct)
    {
        var account = await find.Run(handle, ct) ?? throw Candidate.Unknown();
        var id = await vouch.Run(new(http.Caller()!, account.Id, asked.Evidence, VouchForms.Until(asked.Until ?? ""))
        {
            ByAgencyId = string.IsNullOrEmpty(asked.By) ? null : (await door.Of(asked.By, ct)).Id,
            Seal = AgencyDoor.Name<SealKind>(asked.Seal, "seal", "agencies.vouching.seal_wrong"),
        }, ct);
        return TypedResults.Created($"/api/zhibo/v1/agencies/{account.Handle}/verification", new GivenVoucherJson(AgencyPen.Text(id)));
    }

    private static async Task<NoContent> Revoke(HttpContext http, long id, RevokeVoucherJson asked, RevokeVoucher revoke, CancellationToken ct)
    {
        await revoke.Run(new(http.Caller()!, id, asked.Reason), ct);
        return TypedResults.NoContent();
    }

    private static VoucherJson? Of(Voucher? voucher, AgencyTree tree) => voucher is null ? null : new(
        AgencyPen.Text(voucher.Id), voucher.ByAgencyId is { } by ? tree.Now.Of(by)?.Handle : null, voucher.Evidence, voucher.ExpiresAt, voucher.RevokedAt, voucher.RevokedReason);

    private static Refusal Bad(string field) => new(RefusalKind.Invalid, "agencies.bad_filter", field, field);
}
