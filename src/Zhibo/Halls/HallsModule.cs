using Zhibo.Agencies;
using Zhibo.Agencies.Lines;
using Zhibo.Data;
using Zhibo.Halls.Admin;
using Zhibo.Halls.Api;
using Zhibo.Halls.Blocks;
using Zhibo.Halls.Changing;
using Zhibo.Halls.Directory;
using Zhibo.Halls.Members;
using Zhibo.Halls.Pages;
using Zhibo.Regions;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Web;

namespace Zhibo.Halls;

public static class HallsModule
{
    public static IServiceCollection AddHalls(this IServiceCollection services)
    {
        services.AddSingleton<HallBook>().AddSingleton<HallMembers>().AddSingleton<HallLive>();
        services.AddSingleton(provider => provider.GetRequiredService<HallLive>().Source);
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<HallBook>());
        services.AddSingleton<MomentOf>().AddSingleton<FollowerSums>().AddSingleton<CountHall>();
        services.Warm<WarmHalls>();
        services.AddSingleton<OpenHall>().AddSingleton<ChangeHall>().AddSingleton<ArrangeHall>().AddSingleton<MakeMainHall>();
        services.AddSingleton<PickAgency>().AddSingleton<DeclareEmergency>().AddSingleton<EndEmergency>();
        AddBlocks(services);
        services.AddScoped<HallHeads>().AddScoped<HallTabs>().AddScoped<HallTimeline>().AddScoped<HallPages>().AddScoped<DirectoryPages>().AddScoped<HallForms>().AddScoped<HallPreview>();
        services.AddSingleton(new LineUse("halls.line_used", (turn, key) => turn.Halls.Count(h => h.LineKey == key)));
        services.AddSingleton(new NavItem("halls", "/halls", "hall", 25, Word: "halls.title"));
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "halls", "/admin/halls", "hall", "halls.admin", StaffGroups.Structure, 30));
        Watch(services);
        return services;
    }

    public static IEndpointRouteBuilder MapHalls(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").WithDoor(Door.Page);
        pages.MapHallPages();
        pages.MapDirectory();
        pages.MapHallAdmin();
        pages.MapArranging();
        routes.MapHallApi();
        return routes;
    }

    private static void AddBlocks(IServiceCollection services)
    {
        services.AddSingleton<OwnBlocks>().AddSingleton<DirectoryTeasers>().AddSingleton<HallDrawing>();
        foreach (var key in OwnBlocks.Keys) services.AddSingleton(provider => OwnBlocks.Of(provider, key));
    }

    /// <summary>What is held is right before the pages made of it are dropped.</summary>
    private static void Watch(IServiceCollection services)
    {
        services.Watch<HallChanged, HallBook>();
        services.AddSingleton<HallPagesChange>();
        services.Watch<HallChanged, HallPagesChange>().Watch<AgencyChanged, HallPagesChange>().Watch<RegionsChanged, HallPagesChange>();
    }
}
