using System.Data.Common;
using System.Reflection;
using System.Text.RegularExpressions;

namespace Zhibo.Data;

/// <summary>Runs the numbered SQL files that this database has not seen, each in its own transaction.</summary>
public sealed partial class Migrator(Engine engine, TimeProvider clock)
{
    public IReadOnlyList<(int Number, string Name)> Known { get; } =
        [.. Files(engine.Name).Select(f => (f.Number, f.Name))];

    /// <summary>Returns the names of the files that were run.</summary>
    public IReadOnlyList<string> Run()
    {
        if (engine is SqliteEngine { Path: var path } && Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder)
            Directory.CreateDirectory(folder);
        using var connection = engine.OpenWriteConnection();
        using var transaction = engine.BeginWrite(connection);
        // Two nodes that start together: the second waits and finds nothing to do.
        if (engine is PostgresEngine) Execute(connection, transaction, "SELECT pg_advisory_xact_lock(7423001)");
        Execute(connection, transaction, "CREATE TABLE IF NOT EXISTS schema_versions (number integer PRIMARY KEY, name text NOT NULL, applied_at text NOT NULL)");
        var done = Applied(connection, transaction);
        // An older program on newer tables would lose what it does not know.
        if (done.Where(n => !Known.Any(k => k.Number == n)).DefaultIfEmpty().Max() is var newer and > 0)
            throw new MigrationFailure($"The database was written by a newer Zhibo (migration {newer:0000}); use that program or a newer one.");
        var run = new List<string>();
        foreach (var (number, name, sql) in Files(engine.Name).Where(f => !done.Contains(f.Number)))
        {
            Execute(connection, transaction, sql);
            Execute(connection, transaction, $"INSERT INTO schema_versions VALUES ({number}, '{name}', '{clock.GetUtcNow():O}')");
            run.Add(name);
        }
        transaction.Commit();
        return run;
    }

    /// <summary>The last migration of this database; 0 when it has none.</summary>
    public int Current()
    {
        using var connection = engine.OpenReadConnection();
        return Applied(connection, null).DefaultIfEmpty().Max();
    }

    /// <summary>Files this program has and the database has not, for doctor and readiness.</summary>
    public IReadOnlyList<string> Pending()
    {
        using var connection = engine.OpenReadConnection();
        var done = Applied(connection, null);
        return [.. Known.Where(k => !done.Contains(k.Number)).Select(k => k.Name)];
    }

    private static HashSet<int> Applied(DbConnection connection, DbTransaction? transaction)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "SELECT number FROM schema_versions";
        using var reader = command.ExecuteReader();
        var done = new HashSet<int>();
        while (reader.Read()) done.Add(reader.GetInt32(0));
        return done;
    }

    private static void Execute(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static IEnumerable<(int Number, string Name, string Sql)> Files(string engine)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Order(StringComparer.Ordinal))
        {
            var match = FileName().Match(resource);
            if (!match.Success || match.Groups["engine"].Value != engine) continue;
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
            yield return (int.Parse(match.Groups["number"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), match.Groups["name"].Value, reader.ReadToEnd());
        }
    }

    [GeneratedRegex(@"Migrations\.(?<name>(?<number>\d{4})_\w+)\.(?<engine>sqlite|postgres)\.sql$")]
    private static partial Regex FileName();
}
