using Microsoft.AspNetCore.Http.HttpResults;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Api;
using Zhibo.Agencies.Seats.Pages;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats.Api;

/// <summary>Who sits at an agency, for programs; and one's own seats.</summary>
internal static class TeamApi
{
    public static void MapTeamApi(this IEndpointRouteBuilder api)
    {
        var own = api.MapGroup("").WithTags("seats");
        own.MapGet("/me/seats", Mine).Needs("read").WithSummary("For whom the caller may speak; of the person, also when the request acts for an agency.");
        own.MapDelete("/me/seats/{handle}", Leave).Needs("write").WithSummary("Gives up one's own seats at an agency.");
        var team = api.MapGroup("/agencies/{handle}/team").WithTags("team");
        team.MapGet("", Show).Needs(AccessScopes.AdminRead).WithSummary("Who sits at an agency, who is invited, and its officials.");
        team.MapPost("", Grant).Needs(AccessScopes.AdminWrite).WithSummary("Gives a person a seat; giving it twice is giving it once.");
        team.MapDelete("/{person}/{role}", Take).Needs(AccessScopes.AdminWrite).WithSummary("Takes one seat away; it ends at once.");
        team.MapDelete("/{person}", Offboard).Needs(AccessScopes.AdminWrite).WithSummary("Ends all seats of a person here and at the agencies below.");
        team.MapPost("/glass", Glass).Needs(AccessScopes.AdminWrite).WithSummary("Takes over as manager for four hours in an emergency.");
    }

    private static async Task<Ok<List<MySeatJson>>> Mine(HttpContext http, SeatBook book, CancellationToken ct) =>
        TypedResults.Ok((await book.Of(http.Caller()!.UserId, ct)).Select(Of).ToList());

    private static async Task<NoContent> Leave(HttpContext http, string handle, SeatBook book, LeaveAgency leave, CancellationToken ct)
    {
        var caller = http.Caller()!;
        var seat = (await book.Of(caller.UserId, ct)).FirstOrDefault(s => s.Handle == handle) ?? throw NoSeat();
        await leave.Run(new(caller, seat.AccountId), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<TeamJson>> Show(HttpContext http, string handle, FindTeam find, ReadTeam read, CancellationToken ct) =>
        TypedResults.Ok(await Team((await find.Run(new(http.Caller()!, handle, Changes: false), ct)).Agency.Id, read, ct));

    private static async Task<Ok<TeamJson>> Grant(HttpContext http, string handle, GrantJson asked, FindTeam find, GrantSeat grant, ReadTeam read, CancellationToken ct)
    {
        var (caller, agency) = await Open(http, handle, find, ct);
        await grant.Run(new(caller, agency, asked.Person ?? "", TeamRoutes.Role(asked.Role)), ct);
        return TypedResults.Ok(await Team(agency, read, ct));
    }

    private static async Task<NoContent> Take(HttpContext http, string handle, string person, string role, FindTeam find, TakeSeat take, ReadTeam read, CancellationToken ct)
    {
        var (caller, agency) = await Open(http, handle, find, ct);
        await take.Run(new(caller, agency, await Member(agency, person, read, ct), TeamRoutes.Role(role)), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Offboard(HttpContext http, string handle, string person, FindTeam find, OffboardPerson offboard, ReadTeam read, CancellationToken ct)
    {
        var (caller, agency) = await Open(http, handle, find, ct);
        await offboard.Run(new(caller, agency, await Member(agency, person, read, ct)), ct);
        return TypedResults.NoContent();
    }

    private static async Task<NoContent> Glass(HttpContext http, string handle, GlassJson asked, FindTeam find, BreakGlass glass, CancellationToken ct)
    {
        var (caller, agency) = await Open(http, handle, find, ct);
        await glass.Run(new(caller, agency, asked.Reason ?? ""), ct);
        return TypedResults.NoContent();
    }

    internal static MySeatJson Of(ActingSeat seat) => new(
        AgencyPen.Text(seat.AccountId), seat.Handle, seat.Nickname, seat.AvatarUrl, seat.HasVoice,
        [.. Enum.GetValues<ActingRights>().Where(r => r != ActingRights.None && seat.May(r)).Select(r => r.ToString().ToLowerInvariant())]);

    internal static async Task<(Caller Caller, long AgencyId)> Open(HttpContext http, string handle, FindTeam find, CancellationToken ct)
    {
        var caller = http.Caller()!;
        return (caller, (await find.Run(new(caller, handle, Changes: true), ct)).Agency.Id);
    }

    /// <summary>People are looked for among those who sit there, so nobody learns who there is.</summary>
    private static async Task<long> Member(long agencyId, string handle, ReadTeam read, CancellationToken ct) =>
        (await read.Run(new(agencyId), ct)).Members.FirstOrDefault(m => m.Handle == handle)?.UserId ?? throw NoSeat();

    private static async Task<TeamJson> Team(long agencyId, ReadTeam read, CancellationToken ct)
    {
        var team = await read.Run(new(agencyId), ct);
        return new(
            [.. team.Members.Select(m => new MemberJson(m.Handle, m.Nickname, [.. m.Seats.Select(s => new SeatJson(Chairs.Name(s.Role), s.ExpiresAt, s.GlassReason))]))],
            [.. team.Invitations.Select(i => new OpenInvitationJson(AgencyPen.Text(i.Invitation.Id), Chairs.Name(i.Invitation.Role), i.By, i.Invitation.ExpiresAt))],
            [.. team.Officials.Select(o => new TeamOfficialJson(o.Handle, o.Nickname, o.Title, o.IsFormer, o.HasLogin, o.Code is { } code ? AgencyPen.Text(code.Invitation.Id) : null))]);
    }

    private static Refusal NoSeat() => new(RefusalKind.NotFound, "agencies.team.no_such_seat");
}
