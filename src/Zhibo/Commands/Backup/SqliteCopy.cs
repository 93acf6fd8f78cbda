using Microsoft.Data.Sqlite;
using Zhibo.Data;

namespace Zhibo.Commands.Backup;

internal sealed class SqliteCopy(SqliteEngine engine) : DatabaseCopy(engine)
{
    private readonly SqliteEngine engine = engine;

    /// <summary>VACUUM INTO reads one snapshot while others write, and leaves a file without gaps.</summary>
    public override Task<SortedDictionary<string, long>> Take(string file, CancellationToken ct) => Task.Run(() =>
    {
        using (var source = (SqliteConnection)engine.OpenReadConnection())
        {
            using var command = source.CreateCommand();
            command.CommandText = "VACUUM INTO $file";
            command.Parameters.AddWithValue("$file", file);
            command.CommandTimeout = 0;
            command.ExecuteNonQuery();
        }
        using var copy = OpenReadOnly(file);
        return Count(copy);
    }, ct);

    public override Task PutBack(string file, CancellationToken ct)
    {
        using (var copy = OpenReadOnly(file))
        {
            using var command = copy.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            if (command.ExecuteScalar() is not "ok") throw new CommandFailure("the database in the archive is damaged");
        }
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(engine.Path))!);
        if (File.Exists(engine.Path)) SetAside();
        File.Move(file, engine.Path);
        return Task.CompletedTask;
    }

    /// <summary>Only with --force: what stood here is kept, once.</summary>
    private void SetAside()
    {
        SqliteConnection.ClearAllPools();
        foreach (var suffix in new[] { "", "-wal", "-shm" })
            if (File.Exists(engine.Path + suffix)) File.Move(engine.Path + suffix, engine.Path + ".before-restore" + suffix, overwrite: true);
    }

    public override SortedDictionary<string, long> Rows()
    {
        if (!File.Exists(engine.Path) || new FileInfo(engine.Path).Length == 0) return [];
        using var connection = OpenReadOnly(engine.Path);
        return Count(connection);
    }

    protected override string TableExists(string table) => $"SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = '{table}'";

    private static SqliteConnection OpenReadOnly(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }
}
