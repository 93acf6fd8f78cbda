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

/// <summary>A fresh, migrated database of its own: a copy of one that was migrated once per run.</summary>
public sealed class TownDatabase : IAsyncDisposable
{
    private static readonly string? Server = Environment.GetEnvironmentVariable("ZHIBO_TEST_POSTGRES");
    private static readonly Lazy<string> SqliteTemplate = new(MakeSqliteTemplate);
    private static readonly Lazy<string> PostgresTemplate = new(MakePostgresTemplate);
    private static int made;

    private TownDatabase(EngineKind kind, string settings, DirectoryInfo folder) => (Kind, Settings, Folder) = (kind, settings, folder);

    public static string? SqliteMissing =>
        Environment.GetEnvironmentVariable("ZHIBO_TEST_SQLITE") == "no" ? "SQLite was left out of this run" : null;

    public static string? PostgresMissing =>
        string.IsNullOrEmpty(Server) ? "no PostgreSQL: run ./test, or set ZHIBO_TEST_POSTGRES to a server's connection string" : null;

    public EngineKind Kind { get; }

    /// <summary>What stands in Settings.Database.</summary>
    public string Settings { get; }

    /// <summary>Everything else the site keeps; gone with the town.</summary>
    public DirectoryInfo Folder { get; }

    public static async Task<TownDatabase> Create(EngineKind kind, bool migrated = true)
    {
        var folder = Directory.CreateTempSubdirectory("zhibo-town-");
        if (kind == EngineKind.Sqlite)
        {
            var file = Path.Combine(folder.FullName, "zhibo.db");
            if (migrated) File.Copy(SqliteTemplate.Value, file);
            return new(kind, file, folder);
        }
        var name = Unique("town");
        // WAL_LOG copies pages one by one and needs no checkpoint: faster for a small template.
        await Admin($"CREATE DATABASE {name}" + (migrated ? $" TEMPLATE {PostgresTemplate.Value}" : ""));
        return new(kind, Connection(name), folder);
    }

    public async ValueTask DisposeAsync()
    {
        if (Kind == EngineKind.Sqlite) SqliteConnection.ClearPool(new SqliteConnection($"Data Source={Settings}"));
        else await Admin($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(Settings).Database} WITH (FORCE)");
        Folder.Delete(recursive: true);
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
        Admin($"CREATE DATABASE {name}").GetAwaiter().GetResult();
        var engine = new PostgresEngine(Connection(name), 1);
        new Migrator(engine, TimeProvider.System).Run();
        engine.DisposeAsync().AsTask().GetAwaiter().GetResult();
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
            Admin($"DROP DATABASE IF EXISTS {name} WITH (FORCE)").GetAwaiter().GetResult();
        return name;
    }

    private static string Unique(string kind) => $"zhibo_{kind}_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";

    private static string Connection(string database) => $"{Server};Database={database}";

    private static async Task Admin([StringSyntax("sql")] string sql)
    {
        await using var connection = new NpgsqlConnection(Connection("postgres") + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
