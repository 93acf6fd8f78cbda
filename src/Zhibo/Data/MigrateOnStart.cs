namespace Zhibo.Data;

/// <summary>First of all hosted services: whoever starts after it finds the tables.</summary>
internal sealed class MigrateOnStart(Migrator migrator, ILogger<MigrateOnStart> log) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in migrator.Run()) log.LogInformation("Database migrated to {Migration}", name);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
