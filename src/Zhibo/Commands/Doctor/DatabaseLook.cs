using System.Data.Common;
using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Commands.Doctor;

/// <summary>Reach, version, migrations, integrity, clock, keys, what waits and what failed.</summary>
internal sealed class DatabaseLook(IServiceProvider services, Engine engine)
{
    private readonly TimeProvider clock = services.GetRequiredService<TimeProvider>();

    public async Task<IReadOnlyList<Finding>> Look(CancellationToken ct)
    {
        if (engine is SqliteEngine { Path: var path } && !File.Exists(path))
            return [Finding.Warn("database", $"{path} is not there yet", "the first start makes it")];
        try
        {
            var findings = new List<Finding> { await Reach(ct) };
            var migrations = Migrations();
            findings.Add(migrations);
            if (migrations.Health == Health.Ok) findings.AddRange([Integrity(), Clock(), await Keys(ct), await Audit(ct), .. await Waiting(ct)]);
            findings.AddRange(Durability());
            return findings;
        }
        catch (Exception e) when (e is DbException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return [Finding.Fail("database", e.Message.ReplaceLineEndings(" "), "check ZHIBO__Database, and that the server runs and lets this user in")];
        }
    }

    private Task<Finding> Reach(CancellationToken ct) => Task.Run(() =>
    {
        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        var version = Text(engine is SqliteEngine ? "SELECT 'SQLite ' || sqlite_version()" : "SELECT 'PostgreSQL ' || current_setting('server_version')");
        var took = System.Diagnostics.Stopwatch.GetElapsedTime(started);
        return Finding.Ok("database", string.Create(CultureInfo.InvariantCulture, $"{version}, answered in {took.TotalMilliseconds:0} ms"));
    }, ct);

    private Finding Migrations()
    {
        var migrator = services.GetRequiredService<Migrator>();
        try
        {
            var (current, newest) = (migrator.Current(), migrator.Known.Max(k => k.Number));
            if (current > newest) return Finding.Fail("migrations", "the database was written by a newer Zhibo", "use that program or a newer one");
            return migrator.Pending() is { Count: > 0 } pending
                ? Finding.Warn("migrations", "to run: " + string.Join(", ", pending), "zhibo migrate, or just start the site")
                : Finding.Ok("migrations", string.Create(CultureInfo.InvariantCulture, $"up to date ({current:0000})"));
        }
        catch (DbException)
        {
            return Finding.Warn("migrations", "the database is empty", "zhibo migrate, or just start the site");
        }
    }

    private Finding Integrity()
    {
        if (engine is not SqliteEngine) return Finding.Ok("integrity", "PostgreSQL checks its own pages (initdb --data-checksums)");
        var said = Text("PRAGMA quick_check(1)");
        return said == "ok" ? Finding.Ok("integrity", "quick_check ok") : Finding.Fail("integrity", said, "stop the site and restore the last backup");
    }

    private Finding Clock()
    {
        var now = clock.GetUtcNow();
        var newest = Ids.TimeOf(Convert.ToInt64(Text("SELECT coalesce(max(id), 0) FROM posts"), CultureInfo.InvariantCulture));
        if (newest > now + TimeSpan.FromMinutes(1))
            return Finding.Fail("clock", $"behind the newest post ({newest:u})", "set this machine's clock (timedatectl set-ntp true)");
        if (engine is SqliteEngine) return Finding.Ok("clock", now.ToString("u", CultureInfo.InvariantCulture));
        var theirs = DateTimeOffset.FromUnixTimeMilliseconds(long.Parse(Text("SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint"), CultureInfo.InvariantCulture));
        var apart = (theirs - clock.GetUtcNow()).Duration();
        var found = string.Create(CultureInfo.InvariantCulture, $"{apart.TotalSeconds:0.0} s from the database's");
        const string Mend = "let both machines keep time by NTP";
        return apart.TotalSeconds > 30 ? Finding.Fail("clock", found, Mend) : apart.TotalSeconds > 2 ? Finding.Warn("clock", found, Mend) : Finding.Ok("clock", found);
    }

    private async Task<Finding> Keys(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var count = await scope.ServiceProvider.GetRequiredService<Db>().ProtectionKeys.CountAsync(ct);
        if (count == 0) return Finding.Ok("keys", "none yet: the first secret makes one");
        try
        {
            var protector = services.GetRequiredService<IDataProtectionProvider>().CreateProtector("doctor");
            protector.Unprotect(protector.Protect("probe"));
            return Finding.Ok("keys", string.Create(CultureInfo.InvariantCulture, $"{count} readable"));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return Finding.Fail("keys", "the key ring cannot be read", "restore table protection_keys from a backup; without it second factors must be set up anew");
        }
    }

    private async Task<Finding> Audit(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var found = await scope.ServiceProvider.GetRequiredService<VerifyAudit>().Run(ct);
        return found.BrokenAt is { } row
            ? Finding.Fail("audit", $"the log breaks at row {row}: changed, or a row before it is missing", "keep the database and its backups safe; compare with an exported copy")
            : Finding.Ok("audit", string.Create(CultureInfo.InvariantCulture, $"{found.Rows} rows, none changed or missing"));
    }

    private async Task<IReadOnlyList<Finding>> Waiting(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<Db>();
        var old = clock.GetUtcNow().AddMinutes(-5);
        var stuck = await db.Outbox.CountAsync(r => r.Attempts > 0, ct);
        var late = await db.Outbox.CountAsync(r => r.Attempts == 0 && r.DueAt < old, ct);
        var failed = await db.Jobs.CountAsync(j => j.FailedAt != null, ct);
        return
        [
            stuck > 0 ? Finding.Fail("facts", $"{stuck} could not be acted on", "look for \"could not be acted on\" in the log and report it")
                : late > 0 ? Finding.Warn("facts", $"{late} wait for more than five minutes", "is a site running?")
                : Finding.Ok("facts", "none waits"),
            failed > 0 ? Finding.Warn("jobs", $"{failed} given up (SELECT kind, last_error FROM jobs WHERE failed_at IS NOT NULL)", "mend the cause; most are mails")
                : Finding.Ok("jobs", "none given up"),
        ];
    }

    private IEnumerable<Finding> Durability()
    {
        if (engine is not PostgresEngine) yield break;
        foreach (var name in new[] { "fsync", "synchronous_commit", "full_page_writes" })
        {
            var set = Text("SHOW " + name);
            if (set == "off") yield return Finding.Warn("durability", $"{name} is off: an acknowledged post can be lost", $"ALTER SYSTEM SET {name} = on");
        }
        yield return DumpVersion() is { } version
            ? Finding.Ok("backup", version)
            : Finding.Warn("backup", "pg_dump is not on the PATH", "install PostgreSQL's client package, or zhibo backup will not work");
    }

    private static string? DumpVersion()
    {
        try
        {
            using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("pg_dump", "--version") { RedirectStandardOutput = true })!;
            return process.StandardOutput.ReadLine();
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private string Text(string sql)
    {
        using var connection = engine.OpenReadConnection();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToString(command.ExecuteScalar(), CultureInfo.InvariantCulture) ?? "";
    }
}
