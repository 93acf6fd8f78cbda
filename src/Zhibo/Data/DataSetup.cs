using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Zhibo.Data.Upkeep;
using Zhibo.Shared;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Jobs;

namespace Zhibo.Data;

public static class DataSetup
{
    public static IServiceCollection AddData(this IServiceCollection services, Settings settings)
    {
        services.AddSingleton(settings);
        services.AddSingleton(provider => new Ids(provider.GetRequiredService<TimeProvider>(), settings.Node));
        services.AddSingleton(_ => Engine.For(settings.DatabaseOrDefault, settings.WriterLanes));
        services.AddSingleton<Telemetry>();
        services.AddSingleton<FactRegistry>();
        services.AddSingleton<Writer>();
        services.AddSingleton<Migrator>();
        services.AddSingleton<IDbContextFactory<Db>>(provider =>
        {
            // Without the site's own services in the options readers and writers share one model; it takes half a second to build.
            var options = new DbContextOptionsBuilder<Db>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
            provider.GetRequiredService<Engine>().Configure(options);
            return new PooledDbContextFactory<Db>(options.Options);
        });
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext());
        services.AddHostedService<MigrateOnStart>();
        services.AddSingleton<LiveSettings>().AddHostedService(provider => provider.GetRequiredService<LiveSettings>());
        services.AddSingleton<IForget>(provider => provider.GetRequiredService<LiveSettings>());
        services.Watch<SiteSettingsChanged, LiveSettings>();
        services.AddHostedService<SqliteCheckpoints>();
        services.AddHostedService<OtherNodes>();
        services.Chore<SweepExpired>("0 23 * * * ?");
        services.Chore<TuneDatabase>("0 41 3 * * ?");
        return services;
    }

    /// <summary>The model takes a tenth of a second to build: on another core, while this one maps the routes.</summary>
    public static void BuildModel(this IServiceProvider provider) => Task.Run(() =>
    {
        using var db = provider.GetRequiredService<IDbContextFactory<Db>>().CreateDbContext();
        return db.Model;
    });
}
