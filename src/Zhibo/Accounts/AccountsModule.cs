using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Accounts;

public static class AccountsModule
{
    public static IServiceCollection AddAccounts(this IServiceCollection services)
    {
        services.AddSingleton<LastSeen>();
        services.AddSingleton<Callers>();
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<Callers>());
        services.Watch<CredentialsChanged, Callers>();
        services.Watch<AccountChanged, Callers>();
        return services;
    }

    /// <summary>After whatever answers a Refusal, before the endpoints.</summary>
    public static WebApplication UseAccounts(this WebApplication app)
    {
        app.UseMiddleware<CallerMiddleware>();
        app.UseMiddleware<SameOrigin>();
        return app;
    }

    public static IEndpointRouteBuilder MapAccounts(this IEndpointRouteBuilder routes) => routes;
}
