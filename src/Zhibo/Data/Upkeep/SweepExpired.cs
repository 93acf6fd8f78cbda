using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Jobs;

namespace Zhibo.Data.Upkeep;

/// <summary>Removes rows whose time is over. All of them are already ignored by those who read them; this only keeps the
/// tables small, a few hundred rows a turn so that nobody waits.</summary>
public sealed class SweepExpired(Writer writer, Db read, TimeProvider clock, ILogger<SweepExpired> log) : IChore
{
    private const int Batch = 500;
    private static readonly TimeSpan KeysLive = TimeSpan.FromDays(1), DoneJobsLive = TimeSpan.FromDays(7), FailedJobsLive = TimeSpan.FromDays(30);

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var sessions = await Sweep(db => db.Sessions.Where(s => s.ExpiresAt < now).Select(s => s.Id),
            (db, ids) => db.Sessions.Where(s => ids.Contains(s.Id) && s.ExpiresAt < now).ExecuteDelete(), ct);
        var resets = await Sweep(db => db.PasswordResets.Where(r => r.ExpiresAt < now).Select(r => r.Id),
            (db, ids) => db.PasswordResets.Where(r => ids.Contains(r.Id) && r.ExpiresAt < now).ExecuteDelete(), ct);
        var mutes = await Sweep(db => db.Mutes.Where(m => m.ExpiresAt < now).Select(m => m.Id), (db, ids) => EndMutes(db, ids, now), ct);
        var old = Ids.Boundary(now - KeysLive);
        var keys = await Sweep(db => db.IdempotencyKeys.Where(k => k.PostId < old).Select(k => k.PostId),
            (db, ids) => db.IdempotencyKeys.Where(k => ids.Contains(k.PostId)).ExecuteDelete(), ct);
        var (done, failed) = (now - DoneJobsLive, now - FailedJobsLive);
        var jobs = await Sweep(db => db.Jobs.Where(j => j.DoneAt < done || j.FailedAt < failed).Select(j => j.Id),
            (db, ids) => db.Jobs.Where(j => ids.Contains(j.Id)).ExecuteDelete(), ct);
        if (sessions + resets + mutes + keys + jobs > 0)
            log.LogInformation("Swept {Sessions} sessions, {Resets} resets, {Mutes} mutes, {Keys} idempotency keys, {Jobs} jobs", sessions, resets, mutes, keys, jobs);
    }

    private static void EndMutes(Db db, List<long> ids, DateTimeOffset now)
    {
        foreach (var mute in db.Mutes.AsTracking().Where(m => ids.Contains(m.Id) && m.ExpiresAt < now).ToList())
        {
            db.Mutes.Remove(mute);
            db.Raise(new RelationChanged(mute.AccountId, mute.TargetId));
        }
    }

    /// <summary>Found without holding the writer; removed by id.</summary>
    private async Task<int> Sweep(Func<Db, IQueryable<long>> expired, Action<Db, List<long>> remove, CancellationToken ct)
    {
        var swept = 0;
        while (true)
        {
            var ids = await expired(read).Take(Batch).ToListAsync(ct);
            if (ids.Count == 0) return swept;
            await writer.Run(db => remove(db, ids), ct);
            swept += ids.Count;
            if (ids.Count < Batch) return swept;
        }
    }
}
