using System.CommandLine;
using Zhibo.Data;

namespace Zhibo.Commands.Doctor;

/// <summary>Looks at everything a site needs and says how to mend what is wrong. Changes nothing.</summary>
internal static class DoctorVerb
{
    public static Command New() =>
        new Command("doctor", "Check configuration, database, clock, disk, keys and mail; exit 1 when something is broken").Does(Run);

    private static async Task<int> Run(Call call)
    {
        var settings = call.Configured.Settings;
        await using var services = Site.Services(settings);
        var worst = Health.Ok;
        foreach (var look in Looks(services, settings))
        {
            foreach (var finding in await look(call.Stop))
            {
                await call.Output.WriteLineAsync(finding.ToString());
                if (finding.Health > worst) worst = finding.Health;
            }
        }
        return worst == Health.Fail ? 1 : 0;
    }

    private static IEnumerable<Func<CancellationToken, Task<IReadOnlyList<Finding>>>> Looks(IServiceProvider services, Shared.Settings settings)
    {
        var machine = new MachineLook(settings);
        yield return _ => Task.FromResult(machine.Look());
        yield return machine.LookAtMail;
        yield return ActivatorUtilities.CreateInstance<MediaLook>(services).Look;
        var database = new DatabaseLook(services, services.GetRequiredService<Engine>());
        yield return database.Look;
    }
}
