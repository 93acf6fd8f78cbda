using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Commands;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Admin.Health;

/// <summary>How the site is, for those who look after it.</summary>
public sealed class ReadHealth(Db db, Engine engine, Readiness readiness, AgencyTree tree, Settings settings, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);

    /// <param name="Troubles">Why requests cannot be served now; empty: all is well.</param>
    public sealed record Outcome(IReadOnlyList<string> Troubles)
    {
        public required string Version { get; init; }

        /// <summary>sqlite or postgres.</summary>
        public required string Engine { get; init; }

        public long DatabaseBytes { get; init; }

        /// <summary>On the disk that holds the data folder.</summary>
        public long FreeBytes { get; init; }

        /// <summary>Null: none is known of on this machine.</summary>
        public DateTimeOffset? LastBackup { get; init; }

        public int JobsWaiting { get; init; }

        public int JobsFailed { get; init; }

        public int FactsFailing { get; init; }

        public int Registrations { get; init; }

        /// <summary>Vouchers whose word ends within thirty days.</summary>
        public int VouchersDue { get; init; }

        public int Users { get; init; }

        public IReadOnlyDictionary<AgencyState, int> Agencies { get; init; } = new Dictionary<AgencyState, int>();
    }

    public async Task<Outcome> Run(CancellationToken ct)
    {
        var soon = clock.GetUtcNow() + Soon;
        return new(await readiness.Reasons())
        {
            Version = typeof(ReadHealth).Assembly.GetName().Version!.ToString(3),
            Engine = engine.Name,
            DatabaseBytes = await Size(ct),
            FreeBytes = Readiness.FreeBytes(settings.Data),
            LastBackup = LastBackup(),
            JobsWaiting = await db.Jobs.CountAsync(j => j.DoneAt == null && j.FailedAt == null, ct),
            JobsFailed = await db.Jobs.CountAsync(j => j.FailedAt != null, ct),
            FactsFailing = await db.Outbox.CountAsync(r => r.Attempts > 0, ct),
            Registrations = await db.Users.CountAsync(u => u.Status == UserStatus.AwaitingApproval, ct),
            VouchersDue = await db.Vouchers.CountAsync(v => v.RevokedAt == null && v.ExpiresAt < soon, ct),
            Users = await db.Users.CountAsync(ct),
            Agencies = tree.Now.All.CountBy(a => a.State).ToDictionary(),
        };
    }

    private async Task<long> Size(CancellationToken ct)
    {
        if (engine is SqliteEngine { Path: var path }) return Length(path) + Length(path + "-wal");
        return await db.Database.SqlQueryRaw<long>("SELECT pg_database_size(current_database()) AS \"Value\"").SingleAsync(ct);
    }

    private static long Length(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;

    private DateTimeOffset? LastBackup()
    {
        try
        {
            return File.Exists(settings.LastBackupFile)
                && DateTimeOffset.TryParse(File.ReadAllText(settings.LastBackupFile), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) ? at : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
