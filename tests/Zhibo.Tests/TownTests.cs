using Microsoft.EntityFrameworkCore;

namespace Zhibo.Tests;

/// <summary>The rig itself.</summary>
public sealed class TownTests
{
    [BothEngines]
    public async Task A_town_has_people(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微");
        await town.Quiet();

        (await town.Read(db => db.Accounts.SingleAsync(a => a.Id == wang.AccountId))).Nickname.ShouldBe("王小微");
    }

    [Fact]
    public async Task The_clock_rings_every_timer_on_the_way_in_order()
    {
        var clock = new TownClock();
        var rung = new List<string>();
        using var often = clock.CreateTimer(_ => rung.Add("often"), null, TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(2));
        using var once = clock.CreateTimer(_ => rung.Add("once"), null, TimeSpan.FromMinutes(3), Timeout.InfiniteTimeSpan);
        var waiting = Task.Delay(TimeSpan.FromMinutes(5), clock, TestContext.Current.CancellationToken);

        clock.Advance(TimeSpan.FromMinutes(4));
        rung.ShouldBe(["often", "once", "often"]);
        waiting.IsCompleted.ShouldBeFalse();
        clock.GetUtcNow().ShouldBe(TownClock.Morning.AddMinutes(4));

        clock.Advance(TimeSpan.FromMinutes(1));
        await waiting;
    }
}
