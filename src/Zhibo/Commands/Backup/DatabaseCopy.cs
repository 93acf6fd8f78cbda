using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Zhibo.Data;

namespace Zhibo.Commands.Backup;

/// <summary>The database as one file and back; what differs between the engines.</summary>
internal abstract class DatabaseCopy(Engine engine)
{
    public string EngineName => engine.Name;

    public static DatabaseCopy For(Engine engine) => engine switch
    {
        SqliteEngine sqlite => new SqliteCopy(sqlite),
        PostgresEngine postgres => new PostgresCopy(postgres),
        _ => throw new NotSupportedException(engine.Name),
    };

    /// <summary>Writes one consistent moment to a file, whoever is writing meanwhile; returns the rows of each table then.</summary>
    public abstract Task<SortedDictionary<string, long>> Take(string file, CancellationToken ct);

    /// <summary>Puts the file in place of an empty or given-up database.</summary>
    public abstract Task PutBack(string file, CancellationToken ct);

    /// <summary>Rows of each table that is there.</summary>
    public abstract SortedDictionary<string, long> Rows();

    protected string[] Tables()
    {
        using var connection = engine is SqliteEngine ? new SqliteConnection("Data Source=:memory:") : (DbConnection)new NpgsqlConnection();
        using var db = engine.NewDb(connection);
        return [.. db.Model.GetEntityTypes().Select(t => t.GetTableName()!).Order(StringComparer.Ordinal)];
    }

    protected SortedDictionary<string, long> Count(DbConnection connection, DbTransaction? transaction = null)
    {
        var rows = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in Tables())
            // A database of an older version lacks the tables of today.
            if (Number(connection, transaction, TableExists(table)) > 0) rows[table] = Number(connection, transaction, $"SELECT count(*) FROM {table}");
        return rows;
    }

    /// <summary>SQL that counts the tables of that name.</summary>
    protected abstract string TableExists(string table);

    private static long Number(DbConnection connection, DbTransaction? transaction, string sql)
    {
        using var command = connection.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
