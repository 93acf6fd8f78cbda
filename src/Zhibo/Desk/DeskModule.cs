namespace Zhibo.Desk;

public static class DeskModule
{
    public static IServiceCollection AddDesk(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapDesk(this IEndpointRouteBuilder routes) => routes;
}
