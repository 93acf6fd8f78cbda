using Microsoft.EntityFrameworkCore;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

public static class DataSetup
{
    public static IServiceCollection AddData(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(provider => new Ids(provider.GetRequiredService<TimeProvider>(), settings.Node));
        services.AddSingleton(_ => Engine.For(settings.DatabaseOrDefault, settings.WriterLanes));
        services.AddSingleton<FactRegistry>();
        services.AddSingleton<Writer>();
        services.AddSingleton<Migrator>();
        services.AddPooledDbContextFactory<Db>((provider, options) =>
        {
            provider.GetRequiredService<Engine>().Configure(options);
            options.UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext());
        services.AddHostedService<MigrateOnStart>();
        services.AddHostedService<SqliteCheckpoints>();
        services.AddHostedService<OtherNodes>();
        return services;
    }
}
