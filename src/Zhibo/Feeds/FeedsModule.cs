namespace Zhibo.Feeds;

public static class FeedsModule
{
    public static IServiceCollection AddFeeds(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapFeeds(this IEndpointRouteBuilder routes) => routes;
}
