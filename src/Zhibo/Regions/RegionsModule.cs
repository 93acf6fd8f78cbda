using Zhibo.Data;
using Zhibo.Regions.Api;
using Zhibo.Regions.Import;
using Zhibo.Regions.Pages;
using Zhibo.Regions.Reading;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Http;
using Zhibo.Web;

namespace Zhibo.Regions;

public static class RegionsModule
{
    public static IServiceCollection AddRegions(this IServiceCollection services)
    {
        services.AddSingleton<RegionTree>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<RegionTree>());
        services.Watch<RegionsChanged, RegionTree>();
        services.AddSingleton<ImportRegions>().AddSingleton<AddRegion>().AddSingleton<ChangeRegion>();
        services.AddScoped<RegionPages>();
        services.AddSingleton(new StaffPlace(StaffMenuKind.Admin, "regions", "/admin/regions", "globe", "regions.title", StaffGroups.Structure, 140));
        return services;
    }

    public static IEndpointRouteBuilder MapRegions(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("/admin/regions").WithDoor(Door.Page);
        pages.MapRegionPages();
        pages.MapRegionImport();
        routes.MapGroup(ApiDescription.Root + "/regions").WithDoor(Door.Json).WithTags("regions").MapRegionApi();
        return routes;
    }
}
