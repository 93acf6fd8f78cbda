using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Agencies.Pages;
using Zhibo.Agencies.Tree;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Agencies.Api;

/// <summary>The register is changed by programs as on its pages; who may, the use cases decide.</summary>
internal static class RegisterApi
{
    public static void MapRegisterApi(this IEndpointRouteBuilder api)
    {
        api = api.MapGroup("").Needs(AccessScopes.AdminWrite).WithTags("agencies");
        api.MapPost("/agencies", Enter).WithSummary("Enters a unit in the register and opens its account.");
        api.MapPatch("/agencies/{handle}", Change).WithSummary("Changes contact, hours, duties, place and unit code.");
        api.MapPost("/agencies/{handle}/rename", Rename).WithSummary("Renames a unit; the former name is kept and shown.");
        api.MapPost("/agencies/{handle}/transfer", Transfer).WithSummary("Places a unit under another parent, in another region, line or level.");
        api.MapPost("/agencies/{handle}/freeze", Freeze).WithSummary("Takes the voice and hides the seal; nothing is deleted.");
        api.MapPost("/agencies/{handle}/thaw", Thaw).WithSummary("Gives the voice back.");
        api.MapPost("/agencies/{handle}/close", Close).WithSummary("Ends an agency for good; its posts stay.");
        api.MapPost("/agencies/{handle}/officials", Tie).WithSummary("Opens the account of an official, or ties a former one to a new post.");
        api.MapPost("/agencies/{handle}/officials/{official}/release", Release).WithSummary("An official leaves the post; from that day on the account is frozen.");
    }

    private static async Task<Created<FullAgencyJson>> Enter(HttpContext http, EnterJson asked, RegisterEntry entry, EnterAgency enter, AgencyDoor door, CancellationToken ct)
    {
        var id = await enter.Run(new(http.Caller()!.UserId, asked.Name ?? "", entry.Region(asked.Region ?? ""), asked.Line ?? "")
        {
            Handle = asked.Handle ?? "",
            Nickname = asked.Nickname ?? "",
            ParentId = entry.Parent(asked.Parent ?? ""),
            Level = AgencyDoor.Name<RegionLevel>(asked.Level, "level", "agencies.level_bad"),
            Seal = AgencyDoor.Name<SealKind>(asked.Seal, "seal", "agencies.seal_bad") ?? SealKind.Government,
            UnitCode = asked.UnitCode ?? "",
            Contact = asked.Contact ?? "",
            Phone = asked.Phone ?? "",
            Address = asked.Address ?? "",
            Hours = asked.Hours ?? "",
            Duties = Lines(asked.Duties) ?? "",
        }, ct);
        var entered = await door.Full(http, id, ct);
        return TypedResults.Created($"/api/zhibo/v1/agencies/{entered.Handle}", entered);
    }

    private static Task<Ok<FullAgencyJson>> Change(HttpContext http, string handle, ChangeJson asked, ChangeAgency change, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, (node, user) => change.Run(new(node.Id, user)
        {
            Contact = asked.Contact,
            Phone = asked.Phone,
            Address = asked.Address,
            Hours = asked.Hours,
            Duties = Lines(asked.Duties),
            UnitCode = asked.UnitCode,
            Place = asked.Point is { } point ? new(point.Latitude, point.Longitude) : null,
            SeatsReachDown = asked.SeatsReachDown,
        }, ct), ct);

    private static Task<Ok<FullAgencyJson>> Rename(HttpContext http, string handle, RenameJson asked, RenameAgency rename, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, (node, user) => rename.Run(new(node.Id, user, asked.Name ?? "", asked.Reason ?? "") { Nickname = asked.Nickname }, ct), ct);

    private static Task<Ok<FullAgencyJson>> Transfer(
        HttpContext http, string handle, TransferJson asked, RegisterEntry entry, TransferAgency transfer, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, (node, user) => transfer.Run(new(node.Id, user, asked.Reason ?? "")
        {
            ParentId = asked.Parent is { } parent ? entry.Parent(parent) ?? 0 : null,
            RegionCode = asked.Region is { } region ? entry.Region(region) : null,
            LineKey = asked.Line,
            Level = AgencyDoor.Name<RegionLevel>(asked.Level, "level", "agencies.level_bad"),
        }, ct), ct);

    private static Task<Ok<FullAgencyJson>> Freeze(HttpContext http, string handle, ReasonJson asked, FreezeAgency freeze, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, (node, user) => freeze.Run(new(node.Id, user, asked.Reason ?? ""), ct), ct);

    private static Task<Ok<FullAgencyJson>> Thaw(HttpContext http, string handle, ReasonJson asked, ThawAgency thaw, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, (node, user) => thaw.Run(new(node.Id, user, asked.Reason ?? ""), ct), ct);

    private static Task<Ok<FullAgencyJson>> Close(HttpContext http, string handle, ReasonJson asked, CloseAgency close, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, (node, user) => close.Run(new(node.Id, user, asked.Reason ?? ""), ct), ct);

    private static Task<Ok<FullAgencyJson>> Tie(HttpContext http, string handle, TieJson asked, TieOfficial tie, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, (node, user) => tie.Run(
            new(node.Id, user, asked.Handle ?? "", asked.Name ?? "", asked.Title ?? "", RegisterEntry.Day(asked.Since ?? "", "since") ?? throw new Refusal(RefusalKind.Invalid, "agencies.day_bad", "since"))
            {
                Until = RegisterEntry.Day(asked.Until ?? "", "until"),
            }, ct), ct);

    private static Task<Ok<FullAgencyJson>> Release(
        HttpContext http, string handle, string official, ReleaseJson asked, ReleaseOfficial release, EditPages pages, AgencyDoor door, CancellationToken ct) =>
        Do(http, handle, door, async (node, user) =>
            await release.Run(new(await door.OfficialAt(node, official, ct), user, RegisterEntry.Day(asked.Until ?? "", "until") ?? pages.Today), ct), ct);

    private static async Task<Ok<FullAgencyJson>> Do(HttpContext http, string handle, AgencyDoor door, Func<AgencyNode, long, Task> act, CancellationToken ct)
    {
        var node = await door.Of(handle, ct);
        await act(node, http.Caller()!.UserId);
        return TypedResults.Ok(await door.Full(http, node.Id, ct));
    }

    private static string? Lines(IReadOnlyList<string?>? lines) => lines is null ? null : string.Join('\n', lines);
}
