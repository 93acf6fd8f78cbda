using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Admin.Health;
using Zhibo.Admin.People;
using Zhibo.Admin.Register;
using Zhibo.Admin.Site;
using Zhibo.Admin.Work;
using Zhibo.Data;
using Zhibo.Shared.Http;
using Zhibo.Web;

namespace Zhibo.Admin;

public static class AdminModule
{
    public static IServiceCollection AddAdmin(this IServiceCollection services)
    {
        services.AddSingleton(Place("adminoverview", "/admin", "home", "admin.overview", StaffGroups.Site, 5));
        services.AddSingleton(Place("agencies", "/admin/agencies", "admin", "admin.agencies", StaffGroups.Structure, 110));
        services.AddSingleton(Place("registrations", "/admin/registrations", "follow", "admin.registrations", StaffGroups.People, 210));
        services.AddSingleton(Place("users", "/admin/users", "followers", "admin.users", StaffGroups.People, 220));
        services.AddSingleton(Place("settings", "/admin/settings", "settings", "admin.settings", StaffGroups.Site, 310) with { OperatorOnly = true });
        services.AddSingleton(Place("jobs", "/admin/jobs", "history", "admin.jobs", StaffGroups.Site, 320) with { OperatorOnly = true });
        services.AddSingleton(provider => Count(provider, "registrations", db => db.Users.CountAsync(u => u.Status == UserStatus.AwaitingApproval)));
        services.AddSingleton(provider => Count(provider, "jobs", async db => await db.Jobs.CountAsync(j => j.FailedAt != null) + await db.Outbox.CountAsync(r => r.Attempts > 0)));
        services.AddScoped<ReadHealth>().AddScoped<ListAgencies>().AddScoped<ExportAgencies>().AddSingleton<AgencyBulk>().AddScoped<RegisterPages>();
        services.AddScoped<ListUsers>().AddScoped<PeoplePages>();
        services.AddSingleton<ChangeSettings>();
        services.AddScoped<ListWork>().AddSingleton<RetryWork>().AddSingleton<DropWork>();
        return services;
    }

    public static IEndpointRouteBuilder MapAdmin(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapHealth();
        pages.MapAgencyRegister();
        pages.MapPeople();
        pages.MapSiteSettings();
        pages.MapWork();
        return routes;
    }

    private static StaffPlace Place(string key, string path, string icon, string word, string group, int order) =>
        new(StaffMenuKind.Admin, key, path, icon, word, group, order);

    private static StaffCount Count(IServiceProvider services, string key, Func<Db, Task<int>> count) => new(key, async (_, _, ct) =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<Db>>().CreateDbContextAsync(ct);
        return await count(db);
    });
}
