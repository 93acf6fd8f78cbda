using Microsoft.EntityFrameworkCore;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>First of all hosted services: whoever starts after it finds the tables.</summary>
internal sealed class MigrateOnStart(Migrator migrator, Writer writer, ILogger<MigrateOnStart> log) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var name in migrator.Run()) log.LogInformation("Database migrated to {Migration}", name);
        // Nobody holds anything in memory yet that could be stale.
        await writer.Run(db => { db.Database.ExecuteSqlRaw("DELETE FROM outbox WHERE kind LIKE {0}", OutboxRow.ToShow + "%"); }, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
