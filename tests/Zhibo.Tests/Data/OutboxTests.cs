using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Shared.Facts;

namespace Zhibo.Tests.Data;

public sealed class OutboxTests
{
    [BothEngines]
    public async Task Every_fact_has_its_consequence_exactly_once(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Bells.Hung(durable: true));
        await town.Write(db => db.Topics.Add(Bells.NewTopic(1, "bell")));

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (_, _) =>
            await town.Write(db => db.Raise(new BellRang(1))));
        await town.Quiet();

        (await Rung(town)).ShouldBe(200);
        (await town.Read(db => db.Outbox.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task A_handler_that_fails_is_tried_again_later_and_leaves_nothing_behind(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Bells.Hung(durable: true));
        town.Services.GetRequiredService<BellHandler>().FailsFirst = 3;
        await town.Write(db => db.Topics.AddRange(Bells.NewTopic(1, "one"), Bells.NewTopic(2, "two")));

        await town.Write(db => db.Raise(new BellRang(1)));
        await town.Services.GetRequiredService<Outbox>().Drain();
        (await Rung(town)).ShouldBe(0, "what a failed handler wrote is undone");

        for (var tries = 0; tries < 10 && await town.Read(db => db.Outbox.AnyAsync()); tries++)
        {
            town.Clock.Advance(TimeSpan.FromHours(1));
            await town.Services.GetRequiredService<Outbox>().Drain();
        }
        (await Rung(town)).ShouldBe(1);
        town.Log.Errors.Count.ShouldBe(1, "logged once, not at each try");
        town.Log.Errors.Clear();
    }

    [BothEngines]
    public async Task A_fact_that_fails_holds_up_nobody(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Bells.Hung(durable: true));
        await town.Write(db => db.Topics.Add(Bells.NewTopic(1, "bell")));
        // A row from a version that knew more kinds, and one that nobody can read.
        await town.Write(db => db.Outbox.Add(new OutboxRow { Id = 1, Kind = nameof(BellRang), Payload = "{broken", DueAt = town.Time.GetUtcNow() }));

        await town.Write(db => db.Raise(new BellRang(1)));
        await town.Services.GetRequiredService<Outbox>().Drain();

        (await Rung(town)).ShouldBe(1);
        town.Log.Errors.Clear();
    }

    [BothEngines]
    public async Task What_was_left_by_a_dead_process_is_done_by_the_next(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Bells.Hung(durable: true));
        await town.Write(db => db.Topics.Add(Bells.NewTopic(1, "bell")));
        await town.Write(db => db.Outbox.Add(new OutboxRow { Id = 1, Kind = nameof(BellRang), Payload = """{"Id":1}""", DueAt = town.Time.GetUtcNow() }));

        await town.Restart();
        await town.Quiet();

        (await Rung(town)).ShouldBe(1);
    }

    [Fact]
    public async Task Two_nodes_share_the_work_and_do_nothing_twice()
    {
        Assert.SkipWhen(TownDatabase.PostgresMissing is not null, TownDatabase.PostgresMissing ?? "");
        await using var town = await Town.Start(EngineKind.Postgres, Bells.Hung(durable: true));
        await using var other = await town.AnotherNode();
        await town.Write(db => db.Topics.Add(Bells.NewTopic(1, "bell")));

        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (n, _) =>
            await (n % 2 == 0 ? town : other).Write(db => db.Raise(new BellRang(1))));
        await Task.WhenAll(town.Quiet(), other.Quiet());

        (await Rung(town)).ShouldBe(200);
    }

    private static Task<int> Rung(Town town) => town.Read(db => db.Topics.Where(t => t.Id == 1).Select(t => t.PostsCount).SingleAsync());
}
