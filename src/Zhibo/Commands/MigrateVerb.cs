using System.CommandLine;
using Zhibo.Data;

namespace Zhibo.Commands;

internal static class MigrateVerb
{
    public static Command New() =>
        new Command("migrate", "Bring the database up to date (serve does it by itself)").Does(async call =>
        {
            await using var services = Site.Services(call.Configured.Settings);
            foreach (var name in services.GetRequiredService<Migrator>().Run()) await call.Output.WriteLineAsync(name);
            return 0;
        });
}
