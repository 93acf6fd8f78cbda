using System.CommandLine;

namespace Zhibo.Commands;

internal static class ServeVerb
{
    public static Command New() =>
        new Command("serve", "Serve the site until stopped").Does(Run);

    private static async Task<int> Run(Call call)
    {
        using var only = OnlyServer.Of(call.Configured.Settings);
        await using var app = Site.Build(call.Configured.Settings, call.Configured.Settings.Urls, configuration: call.Configured.All);
        await app.StartAsync(call.Stop);
        app.Logger.LogInformation("Zhibo listens at {Urls}", string.Join(' ', app.Urls));
        await app.WaitForShutdownAsync(call.Stop);
        return 0;
    }
}
