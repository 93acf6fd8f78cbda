using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Data;

/// <summary>One file in WAL mode, every commit synced (synchronous=FULL).</summary>
public sealed class SqliteEngine(string path) : Engine, IDisposable
{
    private const int Full = 13, IoError = 10, Busy = 5, Corrupt = 11, Constraint = 19, ReadOnly = 8, CannotOpen = 14;

    private static readonly PragmaInterceptor Pragmas = new();

    public string Path => path;

    public override string Name => "sqlite";

    public override int WriterLanes => 1;

    public override bool SharedWithOtherNodes => false;

    // There is one writer.
    public override string SkipLocked => "";

    // The limit keeps it to milliseconds on tables of any size.
    public override string TuneSql => "PRAGMA analysis_limit=1000; PRAGMA optimize=0x10002";

    private string ConnectionString(bool pooled) => new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Pooling = pooled,
        ForeignKeys = true,
        DefaultTimeout = 30,
    }.ToString();

    public override void Configure(DbContextOptionsBuilder options) =>
        options.UseSqlite(ConnectionString(pooled: true)).AddInterceptors(Pragmas);

    // Reading waits for nobody here.
    public override Db ReadHeld()
    {
        var options = new DbContextOptionsBuilder<Db>().UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking);
        Configure(options);
        return new(options.Options);
    }

    public override DbConnection OpenReadConnection() => Open(pooled: true, checkpoint: 0);

    public override ValueTask<DbConnection> OpenReadConnectionAsync(CancellationToken ct) => new(OpenReadConnection());

    // Checkpoints are made by SqliteCheckpoints: inside a commit they cost p99 170 ms.
    public override DbConnection OpenWriteConnection() => Open(pooled: false, checkpoint: 0);

    private SqliteConnection Open(bool pooled, int checkpoint)
    {
        var connection = new SqliteConnection(ConnectionString(pooled));
        connection.Open();
        PragmaInterceptor.Apply(connection, checkpoint);
        return connection;
    }

    public override Db NewDb(DbConnection connection) =>
        new(new DbContextOptionsBuilder<Db>().UseSqlite(connection).Options);

    public override DbTransaction BeginWrite(DbConnection connection) =>
        ((SqliteConnection)connection).BeginTransaction(IsolationLevel.Serializable, deferred: false);

    internal override void WriteTallies(DbConnection connection, DbTransaction transaction, Turn turn)
    {
        foreach (var ((tally, id), by) in turn.Tallies)
        {
            var (table, column) = Turn.Place(tally);
            using var command = connection.CreateCommand();
            command.Transaction = transaction;
            command.CommandText = tally == Tally.TopicLastPost
                ? $"UPDATE {table} SET {column} = max({column}, $by) WHERE id = $id"
                : $"UPDATE {table} SET {column} = max(0, {column} + $by) WHERE id = $id";
            command.Parameters.Add(new SqliteParameter("$by", by));
            command.Parameters.Add(new SqliteParameter("$id", id));
            command.ExecuteNonQuery();
        }
    }

    public override void TellOtherNodes(DbConnection connection, DbTransaction transaction, IReadOnlyList<Fact> facts)
    {
    }

    public override bool LosesConnection(Exception e) =>
        Find(e) is { } error && error.SqliteErrorCode is Full or IoError or Corrupt;

    public override bool IsDuplicate(Exception e) => Find(e) is { SqliteErrorCode: Constraint };

    public override Exception Translate(Exception e) => Find(e)?.SqliteErrorCode switch
    {
        Full or IoError or ReadOnly or CannotOpen => new Refusal(RefusalKind.Busy, "shared.storage_full") { RetryAfter = TimeSpan.FromSeconds(60) },
        Busy => new Refusal(RefusalKind.Busy, "shared.database_busy") { RetryAfter = TimeSpan.FromSeconds(2) },
        _ => e,
    };

    private static SqliteException? Find(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
            if (e is SqliteException found) return found;
        return null;
    }

    public void Dispose() => SqliteConnection.ClearPool(new SqliteConnection(ConnectionString(pooled: true)));

    /// <summary>PRAGMAs do not live in the file: every opened connection needs them.</summary>
    private sealed class PragmaInterceptor : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData data) => Apply(connection, 0);

        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData data, CancellationToken ct = default)
        {
            Apply(connection, 0);
            return Task.CompletedTask;
        }

        public static void Apply(DbConnection connection, int checkpoint)
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"""
                PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=10000; PRAGMA wal_autocheckpoint={checkpoint};
                PRAGMA cache_size=-8192; PRAGMA temp_store=MEMORY; PRAGMA journal_size_limit=268435456;
                """;
            command.ExecuteNonQuery();
        }
    }
}
