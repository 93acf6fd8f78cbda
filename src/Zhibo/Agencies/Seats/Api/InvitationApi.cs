using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Agencies.Api;
using Zhibo.Agencies.Seats.Pages;
using Zhibo.Shared.Http;

namespace Zhibo.Agencies.Seats.Api;

/// <summary>Codes are made, withdrawn and used by programs. The password of an official is set at a browser only.</summary>
internal static class InvitationApi
{
    public static void MapInvitationApi(this IEndpointRouteBuilder api)
    {
        api = api.MapGroup("").WithTags("invitations");
        api.MapPost("/agencies/{handle}/invitations", Invite).Needs(AccessScopes.AdminWrite).WithSummary("Makes a code that gives its finder a seat, once.");
        api.MapPost("/agencies/{handle}/officials/{official}/code", Official).Needs(AccessScopes.AdminWrite).WithSummary("Makes a code with which an official signs in for the first time.");
        api.MapDelete("/agencies/{handle}/invitations/{id:long}", Withdraw).Needs(AccessScopes.AdminWrite).WithSummary("Withdraws a code that nobody used yet.");
        api.MapGet("/invitations/{code}", Look).WithSummary("What a code gives. Used, withdrawn, expired and unknown codes are answered alike; guessing is counted.");
        api.MapPost("/invitations/{code}/accept", Accept).Needs("write").WithSummary("Takes the seat that a code gives.");
    }

    private static async Task<Created<CodeJson>> Invite(HttpContext http, string handle, InviteJson asked, FindTeam find, InvitePerson invite, PageFrame frame, CancellationToken ct)
    {
        var (caller, agency) = await TeamApi.Open(http, handle, find, ct);
        var made = await invite.Run(new(caller, agency, TeamRoutes.Role(asked.Role), asked.Days ?? InvitePerson.UsualDays), ct);
        return Made(http, frame, made.Id, made.Code, made.ExpiresAt);
    }

    private static async Task<Created<CodeJson>> Official(
        HttpContext http, string handle, string official, InviteOfficialJson asked, FindTeam find, AgencyDoor door, InviteOfficial invite, PageFrame frame, CancellationToken ct)
    {
        var access = await find.Run(new(http.Caller()!, handle, Changes: true), ct);
        var made = await invite.Run(new(http.Caller(), access.Agency.Id, await door.OfficialAt(access.Agency, official, ct), asked.Days ?? InvitePerson.UsualDays), ct);
        return Made(http, frame, made.Id, made.Code, made.ExpiresAt);
    }

    private static async Task<NoContent> Withdraw(HttpContext http, string handle, long id, FindTeam find, WithdrawInvitation withdraw, CancellationToken ct)
    {
        var (caller, agency) = await TeamApi.Open(http, handle, find, ct);
        await withdraw.Run(new(caller, agency, id), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<InvitationJson>> Look(HttpContext http, string code, FindInvitation find, CancellationToken ct)
    {
        var found = await find.Run(new(code, Who(http)), ct);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new InvitationJson(
            found.Agency.Handle, found.Agency.Name, found.Official is null ? Chairs.Name(found.Invitation.Role) : null, found.Official?.Account.Nickname, found.Invitation.ExpiresAt));
    }

    private static async Task<Ok<MySeatJson>> Accept(HttpContext http, string code, AcceptInvitation accept, SeatBook book, CancellationToken ct)
    {
        var caller = http.Caller()!;
        var agency = await accept.Run(new(caller, code, Who(http)), ct);
        return TypedResults.Ok(TeamApi.Of((await book.At(caller.UserId, agency.Id, ct))!));
    }

    /// <summary>The code is seen once: no cache may keep it.</summary>
    private static Created<CodeJson> Made(HttpContext http, PageFrame frame, long id, string code, DateTimeOffset until)
    {
        http.Response.Headers.CacheControl = "no-store";
        var link = $"{frame.SiteUrl(http)}/invitations/{code}";
        return TypedResults.Created((string?)null, new CodeJson(AgencyPen.Text(id), code, link, until));
    }

    private static string Who(HttpContext http) => Limits.Who(http.Connection.RemoteIpAddress);
}
