using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Seats.Api;
using Zhibo.Agencies.Seats.Pages;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Web;

namespace Zhibo.Agencies.Seats;

internal static class SeatsSetup
{
    public static void AddSeats(this IServiceCollection services)
    {
        services.AddSingleton<TeamRights>();
        services.AddScoped<GrantSeat>().AddSingleton<TakeSeat>().AddSingleton<LeaveAgency>().AddSingleton<OffboardPerson>().AddSingleton<SetSeatsReach>();
        services.AddScoped<BreakGlass>().AddScoped<GlassAlarm>().Chore<EndSeats>("0 * * * * ?");
        services.AddSingleton<InvitePerson>().AddSingleton<WithdrawInvitation>().AddScoped<FindInvitation>().AddScoped<AcceptInvitation>().AddScoped<InviteAgencies>();
        services.AddSingleton<InviteOfficial>().AddScoped<AdmitOfficial>();
        services.AddScoped<FindTeam>().AddScoped<ReadTeam>().AddScoped<TeamPages>();
        services.AddSingleton(new StaffPlace(StaffMenuKind.Desk, "team", "/team", "followers", "agencies.team.title", StaffGroups.Unit, 700) { Rights = (int)ActingRights.Desk });
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "invite", "/admin/agencies/invitations", "direct", "agencies.invitation.sheet_title", StaffGroups.Structure, 250));
    }

    public static void MapSeatPages(this IEndpointRouteBuilder routes)
    {
        routes.MapTeam();
        routes.MapSeats();
        routes.MapInvitations();
        var api = routes.MapGroup(ApiDescription.Root).WithDoor(Door.Json);
        api.MapTeamApi();
        api.MapInvitationApi();
    }
}
