namespace Zhibo.Halls;

public static class HallsModule
{
    public static IServiceCollection AddHalls(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapHalls(this IEndpointRouteBuilder routes) => routes;
}
