using Npgsql;

namespace Zhibo.Tests;

/// <summary>Towns of several processes on one PostgreSQL.</summary>
internal static class TownNodes
{
    /// <summary>A node that is not listening yet misses what is told.</summary>
    public static async Task Listening(this Town town, int nodes)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await using var connection = new NpgsqlConnection(town.Database.Settings + ";Pooling=false");
        await connection.OpenAsync(patience.Token);
        while (true)
        {
            await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND query LIKE 'LISTEN%' AND state = 'idle'", connection);
            if ((long)(await command.ExecuteScalarAsync(patience.Token))! >= nodes) return;
            await Task.Delay(5, patience.Token);
        }
    }

    /// <summary>Asks again until the other node has heard.</summary>
    public static async Task Until(Func<Task<bool>> heard)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await heard()) await Task.Delay(20, patience.Token);
    }
}
