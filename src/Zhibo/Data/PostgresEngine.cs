using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>PostgreSQL is the truth and the wire: NOTIFY tells the other nodes what to refresh.</summary>
public sealed class PostgresEngine : Engine, IAsyncDisposable
{
    public const string Channel = "zhibo";
    private const int NotifyLimit = 7900;
    private const int WaitingPool = 6;

    /// <summary>Threads that wait for a connection must not wait for one that needs such a thread to come back: synchronous
    /// readers have their own.</summary>
    private readonly NpgsqlDataSource readers, waiters;

    public PostgresEngine(string connectionString, int lanes)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        // Measured: with 32 backends on two cores p99 is nine times that of 8.
        if (!connectionString.Contains("Pool", StringComparison.OrdinalIgnoreCase)) given.MaxPoolSize = 12;
        given.MaxAutoPrepare = 64;
        given.AutoPrepareMinUsages = 2;
        if (given.ApplicationName is null) given.ApplicationName = "zhibo";
        if (!connectionString.Contains("Timeout", StringComparison.OrdinalIgnoreCase)) (given.Timeout, given.CommandTimeout) = (5, 30);
        ConnectionString = given.ToString();
        readers = NpgsqlDataSource.Create(ConnectionString);
        waiters = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(ConnectionString) { MaxPoolSize = WaitingPool, MinPoolSize = 0 });
        WriterLanes = lanes;
    }

    public string ConnectionString { get; }

    public string Origin { get; } = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(6));

    public override string Name => "postgres";

    public override int WriterLanes { get; }

    public override bool SharedWithOtherNodes => true;

    public override string TuneSql => "ANALYZE";

    public override string SkipLocked => " FOR UPDATE SKIP LOCKED";

    public override void Configure(DbContextOptionsBuilder options) => options.UseNpgsql(readers);

    public override Db ReadHeld() =>
        new(new DbContextOptionsBuilder<Db>().UseNpgsql(waiters.CreateConnection(), contextOwnsConnection: true).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);

    public override DbConnection OpenReadConnection() => waiters.OpenConnection();

    public override async ValueTask<DbConnection> OpenReadConnectionAsync(CancellationToken ct) => await readers.OpenConnectionAsync(ct);

    public override DbConnection OpenWriteConnection()
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public override Db NewDb(DbConnection connection) =>
        new(new DbContextOptionsBuilder<Db>().UseNpgsql(connection, o => o.MaxBatchSize(1000)).Options);

    public override DbTransaction BeginWrite(DbConnection connection) => connection.BeginTransaction();

    internal override void WriteTallies(DbConnection connection, DbTransaction transaction, Turn turn)
    {
        using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        foreach (var group in turn.Tallies.GroupBy(t => t.Key.Tally))
        {
            var (table, column) = Turn.Place(group.Key);
            var grown = group.Key == Tally.TopicLastPost ? $"greatest(t.{column}, d.by)" : $"greatest(0, t.{column} + d.by)";
            var command = new NpgsqlBatchCommand($"UPDATE {table} t SET {column} = {grown} FROM unnest(@ids, @bys) AS d(id, by) WHERE t.id = d.id");
            command.Parameters.Add(new NpgsqlParameter("ids", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = group.Select(t => t.Key.Id).ToArray() });
            command.Parameters.Add(new NpgsqlParameter("bys", NpgsqlDbType.Array | NpgsqlDbType.Bigint) { Value = group.Select(t => t.Value).ToArray() });
            batch.BatchCommands.Add(command);
        }
        if (batch.BatchCommands.Count > 0) batch.ExecuteNonQuery();
    }

    public override void TellOtherNodes(DbConnection connection, DbTransaction transaction, IReadOnlyList<Fact> facts)
    {
        using var batch = new NpgsqlBatch((NpgsqlConnection)connection, (NpgsqlTransaction)transaction);
        foreach (var payload in Packets(facts))
        {
            var command = new NpgsqlBatchCommand("SELECT pg_notify(@channel, @payload)");
            command.Parameters.AddWithValue("channel", Channel);
            command.Parameters.AddWithValue("payload", payload);
            batch.BatchCommands.Add(command);
        }
        batch.ExecuteNonQuery();
    }

    /// <summary>Lines of "Kind json" under the sender's name, packed below the limit of one notification.</summary>
    private IEnumerable<string> Packets(IReadOnlyList<Fact> facts)
    {
        var packet = new System.Text.StringBuilder(Origin);
        var size = Origin.Length;
        foreach (var fact in facts)
        {
            var line = $"\n{fact.GetType().Name} {FactRegistry.Write(fact)}";
            var bytes = System.Text.Encoding.UTF8.GetByteCount(line);
            if (size + bytes > NotifyLimit)
            {
                yield return packet.ToString();
                packet.Clear().Append(Origin);
                size = Origin.Length;
            }
            packet.Append(line);
            size += bytes;
        }
        yield return packet.ToString();
    }

    public override bool LosesConnection(Exception e) =>
        IsCutOff(e) || Find(e) is { } error && (error is not PostgresException server || server.SqlState is "57P01" or "57P02" or "57P03" or "08006" or "08003");

    public override bool IsDuplicate(Exception e) => Find(e) is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    public override bool IsWorthAnotherTry(Exception e) =>
        Find(e) is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure };

    public override Exception Translate(Exception e) => Find(e) switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new Refusal(RefusalKind.Busy, "shared.storage_full") { RetryAfter = TimeSpan.FromSeconds(60) },
        PostgresException { SqlState: "57P01" or "57P02" or "57P03" or "53300" or "40001" or "40P01" } => Away(),
        // PostgreSQL keeps no NUL; SQLite finds nothing by it.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire } => new Refusal(RefusalKind.Invalid, "shared.error.invalid"),
        PostgresException => e,
        NpgsqlException => Away(),
        _ when IsCutOff(e) || e is TimeoutException or System.Net.Sockets.SocketException => Away(),
        _ => e,
    };

    /// <summary>The server went between two commands: the driver says that the transaction is over, not that the line is cut.</summary>
    private static bool IsCutOff(Exception e) => e is InvalidOperationException { Source: "Npgsql" };

    private static Refusal Away() => new(RefusalKind.Busy, "shared.database_away") { RetryAfter = TimeSpan.FromSeconds(5) };

    private static NpgsqlException? Find(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            if (e is NpgsqlException found) return found;
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        await readers.DisposeAsync();
        await waiters.DisposeAsync();
    }
}
