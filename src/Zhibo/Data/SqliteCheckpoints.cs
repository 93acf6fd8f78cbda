using Microsoft.Data.Sqlite;

namespace Zhibo.Data;

/// <summary>Moves committed pages from the write-ahead log into the file twice a second, so that no commit has to.</summary>
internal sealed class SqliteCheckpoints(Engine engine, TimeProvider clock, ILogger<SqliteCheckpoints> log) : BackgroundService
{
    private const long TruncateAbove = 128 * 1024 * 1024;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (engine is not SqliteEngine sqlite) return;
        await Task.Yield();
        using var connection = engine.OpenWriteConnection();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500), clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try { Checkpoint(connection, new FileInfo(sqlite.Path + "-wal")); }
            catch (SqliteException e) { log.LogWarning(e, "Checkpoint postponed"); }
        }
    }

    private static void Checkpoint(System.Data.Common.DbConnection connection, FileInfo wal)
    {
        if (!wal.Exists || wal.Length == 0) return;
        using var command = connection.CreateCommand();
        // PASSIVE never waits for anyone.
        command.CommandText = "PRAGMA wal_checkpoint(PASSIVE)";
        command.ExecuteNonQuery();
        if (wal.Length <= TruncateAbove) return;
        // Under steady writing the log is never all moved, and so never begun anew. Cutting it back stops the writer for as long
        // as it takes to move what is left: little, right after the other.
        command.CommandText = "PRAGMA busy_timeout=50; PRAGMA wal_checkpoint(TRUNCATE)";
        command.ExecuteNonQuery();
    }
}
