namespace Zhibo.Admin;

public static class AdminModule
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services;

    public static IEndpointRouteBuilder MapAdmin(this IEndpointRouteBuilder routes) => routes;
}
