using System.CommandLine;
using Zhibo.Demo;

namespace Zhibo.Commands;

/// <summary>Serves a living city that nobody had to build.</summary>
internal static class DemoVerb
{
    public static Command New() =>
        new Command("demo", "Serve an invented city, made on the first start (default folder: ./data/demo)").Does(Run, defaultData: Path.Combine("data", "demo"));

    private static async Task<int> Run(Call call)
    {
        var settings = call.Configured.Settings;
        using var only = OnlyServer.Of(settings);
        // A person reads this terminal: the address and the logins, not log lines.
        var quiet = new ConfigurationBuilder().AddConfiguration(call.Configured.All)
            .AddInMemoryCollection([new("Logging:LogLevel:Default", "Warning")]).Build();
        await using var app = Site.Build(settings, settings.Urls, configuration: quiet);
        await app.StartAsync(call.Stop);
        await call.Error.WriteLineAsync($"looking for a city in {settings.Data} …");
        if (await app.Services.GetRequiredService<FillDemo>().Run(call.Stop)) await call.Error.WriteLineAsync("made one");
        await call.Output.WriteLineAsync($"{settings.Site.Name}: {string.Join(' ', app.Urls)}");
        await call.Output.WriteLineAsync($"sign in as {string.Join(", ", FillDemo.Logins)} with password {FillDemo.Password}");
        await call.Output.WriteLineAsync("Ctrl+C stops");
        await app.WaitForShutdownAsync(call.Stop);
        return 0;
    }
}
