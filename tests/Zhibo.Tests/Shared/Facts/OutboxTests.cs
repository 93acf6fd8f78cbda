using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Tests.Shared.Facts;

public sealed class OutboxTests
{
    private static TownOptions With(Bells bells) => new()
    {
        Replace = services => services.AddSingleton(bells).On<BellRang, WriteDown>(),
    };

    [BothEngines]
    public async Task A_consequence_may_be_a_fact_of_its_own(EngineKind engine)
    {
        await using var town = await Town.Start(engine, With(new()));
        await town.Write(db => db.Raise(new BellRang(-3)));
        await town.Quiet();

        (await town.Read(Heard)).ShouldBe([-3, -2, -1, 0]);
    }

    [BothEngines]
    public async Task A_fact_that_cannot_be_acted_on_waits_and_holds_up_nobody(EngineKind engine)
    {
        var bells = new Bells();
        bells.Broken[7] = true;
        await using var town = await Town.Start(engine, With(bells));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(n => town.Write(db => db.Raise(new BellRang(n)))));
        await town.Quiet();

        (await town.Read(Heard)).ShouldBe(Enumerable.Range(0, 20).Except([7]));
        var row = await town.Read(db => db.Outbox.SingleAsync());
        (row.Attempts, row.LastError).ShouldBe((1, nameof(InvalidDataException)));
        row.DueAt.ShouldBe(town.Clock.GetUtcNow().AddSeconds(5));

        town.Clock.Advance(TimeSpan.FromSeconds(6));
        await town.Quiet();
        row = await town.Read(db => db.Outbox.SingleAsync());
        row.Attempts.ShouldBe(2);
        row.DueAt.ShouldBeGreaterThan(town.Clock.GetUtcNow().AddSeconds(8));
        town.Log.Lines.Count(l => l.Contains("could not be acted on", StringComparison.Ordinal)).ShouldBe(1);

        bells.Broken.Clear();
        town.Clock.Advance(TimeSpan.FromSeconds(15));
        await town.Quiet();
        (await town.Read(Heard)).ShouldBe(Enumerable.Range(0, 20));
        town.Log.Errors.Clear();
    }

    private static async Task<List<int>> Heard(Db db) =>
        [.. (await db.Topics.Select(t => t.Name).ToListAsync()).Select(n => int.Parse(n, System.Globalization.CultureInfo.InvariantCulture)).Order()];

    private sealed record BellRang(int Number) : Fact;

    private sealed class Bells
    {
        public ConcurrentDictionary<int, bool> Broken { get; } = new();
    }

    /// <summary>Any table with a unique key will do to count consequences.</summary>
    private sealed class WriteDown(Bells bells, Zhibo.Shared.Ids ids) : IOn<BellRang>
    {
        public void Handle(BellRang fact, Db db)
        {
            if (bells.Broken.ContainsKey(fact.Number)) throw new InvalidDataException("broken");
            var name = fact.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);
            db.Topics.Add(new() { Id = ids.Next(), Name = name, Key = name });
            if (fact.Number < 0) db.Raise(new BellRang(fact.Number + 1));
        }
    }
}
