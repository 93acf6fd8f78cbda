using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Seats;
using Zhibo.Agencies.Tree;
using Zhibo.Agencies.Vouching;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Agencies;

public static class AgenciesModule
{
    public static IServiceCollection AddAgencies(this IServiceCollection services)
    {
        services.AddSingleton<AgencyTree>().AddSingleton<SeatBook>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<AgencyTree>());
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<SeatBook>());
        services.Watch<AgencyChanged, AgencyTree>().Watch<AccountChanged, AgencyTree>();
        services.Watch<SeatsChanged, SeatBook>();
        services.AddRegister();
        services.AddVouching();
        services.AddSingleton(provider => new ActingSeats
        {
            Of = provider.GetRequiredService<SeatBook>().Of,
            At = provider.GetRequiredService<SeatBook>().At,
            Below = account => [.. provider.GetRequiredService<AgencyTree>().Now.AllBelow(account).Select(a => a.Id)],
        });
        services.AddSeats();
        return services;
    }

    public static IEndpointRouteBuilder MapAgencies(this IEndpointRouteBuilder routes)
    {
        routes.MapRegister();
        routes.MapVouching();
        routes.MapSeatPages();
        return routes;
    }
}
