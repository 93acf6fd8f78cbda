using Npgsql;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>Hears what other nodes committed and shows it to this node's watchers.</summary>
internal sealed class OtherNodes(Engine engine, FactRegistry facts, TimeProvider clock, ILogger<OtherNodes> log, IEnumerable<IForget> memories) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (engine is not PostgresEngine postgres) return;
        var wait = TimeSpan.FromMilliseconds(200);
        for (var first = true; !stoppingToken.IsCancellationRequested; first = false)
        {
            try { await Listen(postgres, first, stoppingToken); }
            catch (Exception e) when (e is NpgsqlException or System.Net.Sockets.SocketException or TimeoutException)
            {
                log.LogWarning("Lost the line to the other nodes: {Reason}", e.Message);
            }
            catch (OperationCanceledException) { return; }
            await Task.Delay(wait, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task Listen(PostgresEngine postgres, bool first, CancellationToken ct)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres.ConnectionString) { Pooling = false, KeepAlive = 30 }.ToString());
        await connection.OpenAsync(ct);
        connection.Notification += (_, message) => Hear(postgres.Origin, message.Payload);
        await using (var listen = new NpgsqlCommand($"LISTEN {PostgresEngine.Channel}", connection)) await listen.ExecuteNonQueryAsync(ct);
        // What was said while the line was down is lost: forget everything held in memory and read it anew.
        if (!first) foreach (var memory in memories) memory.Forget();
        while (true) await connection.WaitAsync(ct);
    }

    private void Hear(string origin, string payload)
    {
        var lines = payload.Split('\n');
        if (lines[0] == origin) return;
        foreach (var line in lines.AsSpan(1))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            try
            {
                if (facts.Read(line[..space], line[(space + 1)..]) is { } fact) facts.Show(fact);
            }
            catch (Exception e) { log.LogError(e, "Could not act on news from another node"); }
        }
    }
}

/// <summary>Something held in memory that can be read anew from the database.</summary>
public interface IForget
{
    void Forget();
}
