using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Commands;

/// <summary>Puts the site together. The program, the commands and the tests all start it here, so that what is tested
/// is what runs.</summary>
public static class Site
{
    /// <param name="settings">Checked settings.</param>
    /// <param name="urls">Where to listen; port 0 takes a free one.</param>
    /// <param name="replace">Tests put their clock and their wires here.</param>
    public static WebApplication Build(Settings settings, string urls, Action<IServiceCollection>? replace = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            // Found beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseUrls(urls);
        AddModules(builder.Services, settings);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        MapModules(app);
        return app;
    }

    /// <summary>The services alone, for commands that serve nothing.</summary>
    public static ServiceProvider Services(Settings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        AddModules(services, settings);
        return services.BuildServiceProvider();
    }

    private static void AddModules(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddData(settings);
        services.AddAccounts();
    }

    private static void MapModules(WebApplication app)
    {
        app.UseAccounts();
        app.MapAccounts();
    }
}
