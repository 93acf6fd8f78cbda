using Microsoft.EntityFrameworkCore;
using Zhibo.Data.Upkeep;
using Zhibo.Shared;

namespace Zhibo.Tests.Data.Upkeep;

public sealed class SweepExpiredTests
{
    [BothEngines]
    public async Task What_is_over_goes_and_what_is_not_stays(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        var chen = await town.Citizen("陈学珍");
        var now = town.Clock.GetUtcNow();
        await town.Write(db =>
        {
            db.Sessions.Add(new() { Id = 1, UserId = wang.UserId, TokenHash = [1], ExpiresAt = now.AddMinutes(-1) });
            db.PasswordResets.Add(new() { Id = 1, UserId = wang.UserId, TokenHash = [1], ExpiresAt = now.AddMinutes(-1) });
            db.PasswordResets.Add(new() { Id = 2, UserId = wang.UserId, TokenHash = [2], ExpiresAt = now.AddMinutes(1) });
            db.Mutes.Add(new() { Id = 1, AccountId = wang.AccountId, TargetId = chen.AccountId, ExpiresAt = now.AddMinutes(-1) });
            db.Mutes.Add(new() { Id = 2, AccountId = chen.AccountId, TargetId = wang.AccountId });
            db.IdempotencyKeys.Add(new() { AccountId = wang.AccountId, Key = "old", PostId = Ids.Boundary(now.AddDays(-2)) });
            db.IdempotencyKeys.Add(new() { AccountId = wang.AccountId, Key = "new", PostId = Ids.Boundary(now.AddHours(-2)) });
            db.Jobs.Add(new() { Id = 1, Kind = "k", Payload = "{}", DueAt = now.AddDays(-9), DoneAt = now.AddDays(-8) });
            db.Jobs.Add(new() { Id = 2, Kind = "k", Payload = "{}", DueAt = now.AddDays(-9), FailedAt = now.AddDays(-8) });
            for (var n = 0; n < 1200; n++) db.Jobs.Add(new() { Id = 100 + n, Kind = "k", Payload = "{}", DueAt = now.AddDays(-9), FailedAt = now.AddDays(-31) });
        });

        for (var again = 0; again < 2; again++)
        {
            await town.Use<SweepExpired, bool>(async sweep => { await sweep.Run(TestContext.Current.CancellationToken); return true; });

            // The citizens' own sessions are good for a month.
            (await town.Read(db => db.Sessions.CountAsync())).ShouldBe(2);
            (await town.Read(db => db.PasswordResets.Select(r => r.Id).ToListAsync())).ShouldBe([2]);
            (await town.Read(db => db.Mutes.Select(m => m.Id).ToListAsync())).ShouldBe([2]);
            (await town.Read(db => db.IdempotencyKeys.Select(k => k.Key).ToListAsync())).ShouldBe(["new"]);
            (await town.Read(db => db.Jobs.Select(j => j.Id).ToListAsync())).ShouldBe([2]);
        }
    }

    [BothEngines]
    public async Task The_database_is_tuned_while_it_serves(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Use<TuneDatabase, bool>(async tune => { await tune.Run(TestContext.Current.CancellationToken); return true; });
        await town.Citizen("王小微");
    }
}
