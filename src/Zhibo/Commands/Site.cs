using Microsoft.AspNetCore.Server.Kestrel.Core;
using Zhibo.Accounts;
using Zhibo.Admin;
using Zhibo.Agencies;
using Zhibo.ClientApi;
using Zhibo.Data;
using Zhibo.Demo;
using Zhibo.Desk;
using Zhibo.Documents;
using Zhibo.Feeds;
using Zhibo.Halls;
using Zhibo.Media;
using Zhibo.Messages;
using Zhibo.Notifications;
using Zhibo.Posts;
using Zhibo.Posts.Live;
using Zhibo.Posts.Timelines;
using Zhibo.Regions;
using Zhibo.Search;
using Zhibo.Shared;
using Zhibo.Shared.Http;
using Zhibo.Shared.Jobs;
using Zhibo.Trends;
using Zhibo.Web;

namespace Zhibo.Commands;

/// <summary>Puts the site together. The program, the commands and the tests all start it here, so that what is tested
/// is what runs.</summary>
public static class Site
{
    /// <param name="settings">Checked settings.</param>
    /// <param name="urls">Where to listen; port 0 takes a free one.</param>
    /// <param name="replace">Tests put their clock and their wires here.</param>
    /// <param name="configuration">Sections Logging and Kestrel, where there are any.</param>
    public static WebApplication Build(Settings settings, string urls, Action<IServiceCollection>? replace = null, IConfiguration? configuration = null)
    {
        // Empty: what the larger builders add (file watchers, event logs, static assets) costs start-up time and is not used.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            // Found beside the program, wherever it is started from.
            ContentRootPath = AppContext.BaseDirectory,
        });
        if (configuration is not null) builder.Configuration.AddConfiguration(configuration);
        builder.WebHost.UseUrls(urls);
        Listen(builder);
        Logs.Add(builder.Logging, builder.Configuration.GetSection("Logging"));
        builder.Services.AddRouting();
        AddOperation(builder.Services, settings);
        builder.Services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(20));
        AddModules(builder.Services, settings);
        replace?.Invoke(builder.Services);
        var app = builder.Build();
        app.Services.BuildModel();
        ShowLevels(app.Services);
        MapModules(app, settings);
        return app;
    }

    /// <summary>The services alone, for commands that serve nothing.</summary>
    public static ServiceProvider Services(Settings settings)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddConsole(o => o.LogToStandardErrorThreshold = LogLevel.Trace).SetMinimumLevel(LogLevel.Warning));
        services.AddMetrics();
        AddModules(services, settings);
        var built = services.BuildServiceProvider();
        built.GetRequiredService<Engine>().Beside = true;
        return built;
    }

    private static void Listen(WebApplicationBuilder builder)
    {
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        // Measured: with the default of 512 it took ten thousand readers 22 s to connect.
        builder.WebHost.UseSockets(o => o.Backlog = 4096);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Configure(builder.Configuration.GetSection("Kestrel"));
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = HttpSetup.BodyLimit;
            kestrel.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
            kestrel.Limits.MaxRequestHeaderCount = 64;
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(15);
            kestrel.ConfigureEndpointDefaults(o => o.Protocols = HttpProtocols.Http1AndHttp2);
        });
    }

    private static void AddOperation(IServiceCollection services, Settings settings)
    {
        services.AddSingleton<Readiness>();
        services.AddMetrics();
        if (settings.Telemetry.Metrics) services.AddSingleton<Metrics>();
        if (settings.Telemetry.Otlp.Length > 0) services.AddHostedService<TelemetryExport>();
        if (settings.Site.Compress) services.AddResponseCompression(o => o.EnableForHttps = true);
    }

    private static void AddModules(IServiceCollection services, Settings settings)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddData(settings);
        services.AddHttp(settings);
        services.AddJobs();
        services.AddWeb();
        services.AddAccounts();
        services.AddRegions();
        services.AddAgencies();
        services.AddMedia(settings);
        services.AddDocuments();
        services.AddPosts();
        services.AddSearch();
        services.AddNotifications();
        services.AddHalls();
        services.AddTrends();
        services.AddFeeds();
        services.AddDesk();
        services.AddMessages();
        services.AddAdmin();
        services.AddClientApi();
        services.AddDemo();
        services.AddSingleton<WordsOf>(http => http.Words());
        services.AddSingleton<WriteErrorPage>(ErrorPages.Write);
        var database = settings.DatabaseOrDefault;
        services.AddRecurring(settings, Configured.IsPostgres(database) ? database : null);
    }

    private static void ShowLevels(IServiceProvider services)
    {
        var telemetry = services.GetRequiredService<Telemetry>();
        telemetry.Level("zhibo.index.posts", "{post}", "Post ids held for timelines", () => services.GetRequiredService<AuthorIndex>().Size);
        telemetry.Level("zhibo.streams.open", "{stream}", "Live pages that are open", () => services.GetRequiredService<LiveStreams>().Count);
    }

    private static void MapModules(WebApplication app, Settings settings)
    {
        if (settings.Telemetry.Otlp.Length > 0) TelemetryExport.Use(app);
        app.UseHttp(settings);
        if (settings.Telemetry.Metrics) Metrics.Use(app);
        if (settings.Site.Compress) app.UseResponseCompression();
        app.UseMedia();
        app.UseDocuments();
        app.UseRouting();
        app.UsePosts();
        app.UseAccounts();
        Readiness.Map(app);
        app.MapApiDescription();
        app.MapWeb();
        app.MapAccounts();
        app.MapRegions();
        app.MapAgencies();
        app.MapMedia();
        app.MapDocuments();
        app.MapPosts();
        app.MapSearch();
        app.MapNotifications();
        app.MapHalls();
        app.MapTrends();
        app.MapFeeds();
        app.MapDesk();
        app.MapMessages();
        app.MapAdmin();
        app.MapClientApi();
    }
}
