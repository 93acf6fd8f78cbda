using System.ComponentModel;
using System.Data;
using System.Diagnostics;
using Npgsql;
using Zhibo.Data;

namespace Zhibo.Commands.Backup;

/// <summary>pg_dump and pg_restore, which know PostgreSQL better than we ever shall.</summary>
internal sealed class PostgresCopy(PostgresEngine engine) : DatabaseCopy(engine)
{
    private readonly PostgresEngine engine = engine;

    public override async Task<SortedDictionary<string, long>> Take(string file, CancellationToken ct)
    {
        await using var connection = Connect();
        await connection.OpenAsync(ct);
        // The dump and our counts look at the same moment.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, ct);
        await using var export = new NpgsqlCommand("SELECT pg_export_snapshot()", connection, moment);
        var snapshot = (string)(await export.ExecuteScalarAsync(ct))!;
        // Quartz makes its own tables anew; which node held which chore is nothing to keep.
        await Run("pg_dump", ct, "--format=custom", "--compress=0", "--no-owner", "--no-privileges", "--exclude-table=qrtz_*", "--snapshot=" + snapshot, "--file=" + file);
        return Count(connection, moment);
    }

    public override async Task PutBack(string file, CancellationToken ct)
    {
        await using (var connection = Connect())
        {
            await connection.OpenAsync(ct);
            await Alone(connection, ct);
            var tables = string.Join(", ", Tables().Append("schema_versions"));
            await using var drop = new NpgsqlCommand($"DROP TABLE IF EXISTS {tables} CASCADE", connection);
            await drop.ExecuteNonQueryAsync(ct);
        }
        await Run("pg_restore", ct, "--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--dbname=" + Given().Database, file);
    }

    /// <summary>A node at work would go on with what it holds in memory of a city that is gone.</summary>
    private static async Task Alone(NpgsqlConnection connection, CancellationToken ct)
    {
        const string Others = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'zhibo' AND pid <> pg_backend_pid()";
        await using var command = new NpgsqlCommand(Others, connection);
        if (await command.ExecuteScalarAsync(ct) is > 0L) throw new CommandFailure("a zhibo is at work on this database; stop every node first");
    }

    public override SortedDictionary<string, long> Rows()
    {
        using var connection = Connect();
        connection.Open();
        return Count(connection);
    }

    protected override string TableExists(string table) => $"SELECT count(*) FROM pg_tables WHERE schemaname = current_schema() AND tablename = '{table}'";

    // Not from the pool: what lies open there would count as a node at work.
    private NpgsqlConnection Connect() => new(new NpgsqlConnectionStringBuilder(engine.ConnectionString) { Pooling = false }.ToString());

    private NpgsqlConnectionStringBuilder Given() => new(engine.ConnectionString);

    private async Task Run(string tool, CancellationToken ct, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { RedirectStandardError = true };
        // In the environment, where other users of the machine do not see the password.
        var given = Given();
        start.Environment["PGHOST"] = given.Host;
        start.Environment["PGPORT"] = given.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = given.Database ?? given.Username;
        if (given.Username is not null) start.Environment["PGUSER"] = given.Username;
        if (given.Password is not null) start.Environment["PGPASSWORD"] = given.Password;
        start.Environment["PGSSLMODE"] = given.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        };
        try
        {
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            if (process.ExitCode != 0) throw new CommandFailure($"{tool} failed: {said.ReplaceLineEndings(" ").Trim()}");
        }
        catch (Win32Exception)
        {
            throw new CommandFailure($"{tool} is not on the PATH; it comes with PostgreSQL's client package (Debian: postgresql-client), of the server's version or newer");
        }
    }
}
