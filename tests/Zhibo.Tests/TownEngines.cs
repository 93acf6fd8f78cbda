using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Npgsql;
using Xunit.Sdk;
using Xunit.v3;
using Zhibo.Data;

namespace Zhibo.Tests;

public enum EngineKind
{
    Sqlite,
    Postgres,
}

/// <summary>A story told twice: once on SQLite, once on PostgreSQL. The test takes one <see cref="EngineKind"/>.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BothEnginesAttribute([CallerFilePath] string? file = null, [CallerLineNumber] int line = -1)
    : TheoryAttribute(file, line), IDataAttribute
{
    bool? IDataAttribute.Explicit => null;

    string? IDataAttribute.Label => null;

    string? IDataAttribute.TestDisplayName => null;

    int? IDataAttribute.Timeout => null;

    string[]? IDataAttribute.Traits => null;

    public bool SupportsDiscoveryEnumeration() => true;

    public ValueTask<IReadOnlyCollection<ITheoryDataRow>> GetData(MethodInfo testMethod, DisposalTracker disposalTracker) =>
        ValueTask.FromResult<IReadOnlyCollection<ITheoryDataRow>>(
        [
            new TheoryDataRow<EngineKind>(EngineKind.Sqlite) { Skip = TownDatabase.SqliteMissing },
            new TheoryDataRow<EngineKind>(EngineKind.Postgres) { Skip = TownDatabase.PostgresMissing },
        ]);
}

/// <summary>A database of its own, migrated and empty: on SQLite a copy of one that was migrated once per run, on
/// PostgreSQL one that another town has left and that was swept (creating one takes ten times as long).</summary>
public sealed class TownDatabase : IAsyncDisposable
{
    private const string Sweep = """
        DO $$ DECLARE t text; BEGIN
            SET session_replication_role = replica;
            FOR t IN SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'schema_versions' LOOP
                EXECUTE 'DELETE FROM ' || t;
            END LOOP;
        END $$
        """;

    private static readonly ConcurrentBag<string> Left = [];
    private static readonly string? Address = Environment.GetEnvironmentVariable("ZHIBO_TEST_POSTGRES");
    private static readonly Lazy<string> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<string> PostgresTemplate = new(MakePostgresTemplate);
    private static int made;

    private readonly bool reused;

    private TownDatabase(EngineKind kind, string settings, DirectoryInfo folder, bool reused) =>
        (Kind, Settings, Folder, this.reused) = (kind, settings, folder, reused);

    public static string? SqliteMissing =>
        Environment.GetEnvironmentVariable("ZHIBO_TEST_SQLITE") == "no" ? "SQLite was left out of this run" : null;

    public static string? PostgresMissing =>
        string.IsNullOrEmpty(Address) ? "no PostgreSQL: run ./test, or set ZHIBO_TEST_POSTGRES to a server's connection string" : null;

    public EngineKind Kind { get; }

    /// <summary>What stands in Settings.Database.</summary>
    public string Settings { get; }

    /// <summary>Everything else the site keeps; gone with the town.</summary>
    public DirectoryInfo Folder { get; }

    /// <param name="kind">Which engine.</param>
    /// <param name="migrated">False for one without any table.</param>
    /// <param name="alone">For stories that change tables: nobody gets the database afterwards.</param>
    public static async Task<TownDatabase> Create(EngineKind kind, bool migrated = true, bool alone = false)
    {
        var folder = Directory.CreateTempSubdirectory("zhibo-town-");
        if (kind == EngineKind.Sqlite)
        {
            var file = Path.Combine(folder.FullName, "zhibo.db");
            if (migrated) File.Copy(SqliteTemplate.Value, file);
            return new(kind, file, folder, reused: false);
        }
        var reused = migrated && !alone;
        if (reused && Left.TryTake(out var left)) return new(kind, Connection(left), folder, reused);
        var name = Unique("town");
        await Server($"CREATE DATABASE {name}" + (migrated ? $" TEMPLATE {PostgresTemplate.Value}" : ""));
        return new(kind, Connection(name), folder, reused);
    }

    public async ValueTask DisposeAsync()
    {
        if (Kind == EngineKind.Sqlite) SqliteConnection.ClearPool(new SqliteConnection($"Data Source={Settings}"));
        else await Leave(new NpgsqlConnectionStringBuilder(Settings).Database!);
        Folder.Delete(recursive: true);
    }

    private async Task Leave(string name)
    {
        if (!reused)
        {
            await Server(Drop(name));
            return;
        }
        await Execute(Settings, Sweep);
        Left.Add(name);
    }

    private static string MakeSqliteTemplate()
    {
        var folder = Directory.CreateTempSubdirectory("zhibo-template-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var file = Path.Combine(folder.FullName, "template.db");
        using var engine = new SqliteEngine(file);
        new Migrator(engine, TimeProvider.System).Run();
        using (var connection = engine.OpenWriteConnection())
        {
            // Only the one file is copied.
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        return file;
    }

    private static string MakePostgresTemplate()
    {
        var name = Unique("template");
        Server($"CREATE DATABASE {name}").GetAwaiter().GetResult();
        var engine = new PostgresEngine(Connection(name), 1);
        new Migrator(engine, TimeProvider.System).Run();
        engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            foreach (var left in Left.Append(name)) Server(Drop(left)).GetAwaiter().GetResult();
        };
        return name;
    }

    private static string Unique(string kind) => $"zhibo_{kind}_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";

    private static string Connection(string database) => $"{Address};Database={database};Timeout=60;Command Timeout=120";

    private static string Drop(string name) => $"DROP DATABASE IF EXISTS {name} WITH (FORCE)";

    private static Task Server([StringSyntax("sql")] string sql) => Execute(Connection("postgres"), sql);

    private static async Task Execute(string where, [StringSyntax("sql")] string sql)
    {
        await using var connection = new NpgsqlConnection(where + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
