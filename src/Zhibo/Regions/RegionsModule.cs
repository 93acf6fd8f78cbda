namespace Zhibo.Regions;

public static class RegionsModule
{
    public static IServiceCollection AddRegions(this IServiceCollection services) => services;
}
