using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Tests.Data;

public sealed class WriterTests
{
    [BothEngines]
    public async Task What_was_acknowledged_is_there_and_what_was_refused_is_not(EngineKind engine)
    {
        const int Requests = 2700, AtOnce = 24;
        await using var town = await Town.Start(engine, Bells.Hung());
        var ids = town.Services.GetRequiredService<Ids>();
        var made = new (long Id, Exception? Error)[Requests];

        await Parallel.ForAsync(0, Requests, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (n, _) =>
        {
            // Every third wants a key that another one has or is just taking.
            var id = ids.Next();
            var key = $"k{(n % 3 == 2 ? n - 2 : n)}";
            try
            {
                await town.Write(db =>
                {
                    db.Topics.Add(Bells.NewTopic(id, key));
                    db.Raise(new BellRang(id));
                });
                made[n] = (id, null);
            }
            catch (Exception e) { made[n] = (id, e); }
        });

        var acknowledged = made.Where(m => m.Error is null).Select(m => m.Id).ToHashSet();
        acknowledged.Count.ShouldBe(Requests / 3 * 2);
        var there = await town.Read(db => db.Topics.Select(t => t.Id).ToListAsync());
        there.ToHashSet().SetEquals(acknowledged).ShouldBeTrue();
        town.Watcher().Heard.Order().ShouldBe(acknowledged.Order());
        made.Where(m => m.Error is not null).ShouldAllBe(m => town.Services.GetRequiredService<Engine>().IsDuplicate(m.Error!));
    }

    [BothEngines]
    public async Task A_refusal_in_a_group_runs_again_alone_and_harms_nobody(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Bells.Hung());
        using var held = HoldTheWriter(town, out var holding);
        var runs = new int[3];

        var first = town.Write(db => { runs[0]++; db.Topics.Add(Bells.NewTopic(1, "first")); db.Raise(new BellRang(1)); });
        var refused = town.Write(db =>
        {
            runs[1]++;
            db.Topics.Add(Bells.NewTopic(2, "refused"));
            db.Raise(new BellRang(2));
            throw new Refusal(RefusalKind.Conflict, "shared.not_found", "field", 42) { RetryAfter = TimeSpan.FromSeconds(7) };
        });
        var last = town.Write(db => { runs[2]++; db.Topics.Add(Bells.NewTopic(3, "last")); db.Raise(new BellRang(3)); });
        held.Set();
        await Task.WhenAll(holding, first, last);

        var no = await Should.ThrowAsync<Refusal>(refused);
        (no.Kind, no.Field, no.RetryAfter).ShouldBe((RefusalKind.Conflict, "field", TimeSpan.FromSeconds(7)));
        runs.ShouldBe([2, 2, 2]);
        (await town.Read(db => db.Topics.Select(t => t.Key).Order().ToListAsync())).ShouldBe(["first", "last"]);
        town.Watcher().Heard.ShouldBe([1, 3]);
    }

    /// <summary>Work sees its neighbours; work that runs beside them does not, and the loser finds out alone.</summary>
    [BothEngines]
    public async Task Two_that_want_the_same_meet_in_one_group_and_one_gets_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Bells.Hung());
        var writer = town.Services.GetRequiredService<Writer>();
        foreach (var (beside, expected) in new[] { (false, 2), (true, 4) })
        {
            using var held = HoldTheWriter(town, out var holding);
            var (name, runs) = ($"今日德阳{beside}", 0);

            Task<long> FindOrMake(long id)
            {
                return beside ? writer.RunBeside(Work) : writer.Run(Work);

                long Work(Db db)
                {
                    runs++;
                    if (db.Topics.FirstOrDefault(t => t.Key == name) is { } there) return there.Id;
                    db.Topics.Add(Bells.NewTopic(id, name));
                    return id;
                }
            }

            var both = new[] { FindOrMake(11 + expected), FindOrMake(12 + expected) };
            held.Set();
            await holding;
            var got = await Task.WhenAll(both);

            got[0].ShouldBe(got[1]);
            runs.ShouldBe(expected);
            (await town.Read(db => db.Topics.CountAsync(t => t.Key == name))).ShouldBe(1);
        }
    }

    [BothEngines]
    public async Task A_conflict_surfaces_where_the_work_saves_itself(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Write(db => db.Topics.Add(Bells.NewTopic(1, "taken")));

        var answer = await town.Write(db =>
        {
            db.Topics.Add(Bells.NewTopic(2, "free"));
            db.SaveChanges();
            return db.Topics.Count();
        });

        answer.ShouldBe(2);
        var clash = town.Write(db =>
        {
            db.Topics.Add(Bells.NewTopic(3, "taken"));
            db.SaveChanges();
        });
        town.Services.GetRequiredService<Engine>().IsDuplicate(await Should.ThrowAsync<DbUpdateException>(clash)).ShouldBeTrue();
        await town.Write(db => db.Topics.Add(Bells.NewTopic(4, "goes on")));
    }

    [BothEngines]
    public async Task Counters_add_up_whoever_counts(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Write(db => db.Accounts.AddRange(Bells.NewAccount(1), Bells.NewAccount(2)));

        await Parallel.ForAsync(0, 300, new ParallelOptions { MaxDegreeOfParallelism = 24 }, async (n, _) =>
        {
            try
            {
                await town.Write(db =>
                {
                    db.Count(Tally.AccountFollowers, 1, 1);
                    db.Count(Tally.AccountFollowing, 2, n % 2 == 0 ? 1 : -1);
                    if (n % 10 == 9) throw new Refusal(RefusalKind.Invalid, "no");
                });
            }
            catch (Refusal)
            {
                // Refused: must not have counted.
            }
        });
        await town.Write(db => db.Count(Tally.AccountPosts, 1, -5));

        var one = await town.Read(db => db.Accounts.SingleAsync(a => a.Id == 1));
        one.FollowersCount.ShouldBe(270);
        one.PostsCount.ShouldBe(0, "no counter falls below nothing");
    }

    [BothEngines]
    public async Task Watchers_know_before_the_writer_is_answered(EngineKind engine)
    {
        await using var town = await Town.Start(engine, Bells.Hung());

        await town.Write(db => db.Raise(new BellRang(7)));
        town.Watcher().Heard.ShouldBe([7]);

        town.Watcher().Stumbles = true;
        await town.Write(db => db.Raise(new BellRang(8)));
        town.Log.Errors.Count.ShouldBe(1, "a watcher that stumbles is a bug of ours, logged, and harms no writer");
        town.Log.Errors.Clear();
    }

    [BothEngines]
    public async Task Nothing_is_written_outside_a_turn(EngineKind engine)
    {
        await using var town = await Town.Start(engine);

        await Should.ThrowAsync<InvalidOperationException>(town.Read(db =>
        {
            db.Raise(new BellRang(1));
            return Task.FromResult(0);
        }));
        await Should.ThrowAsync<InvalidOperationException>(town.Read(db =>
        {
            db.Count(Tally.PostLikes, 1, 1);
            return Task.FromResult(0);
        }));
    }

    [BothEngines]
    public async Task A_stopping_writer_finishes_what_it_took_and_refuses_the_rest(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var writer = town.Services.GetRequiredService<Writer>();
        using var held = HoldTheWriter(town, out var holding);
        var queued = Enumerable.Range(1, 100).Select(n => town.Write(db => db.Topics.Add(Bells.NewTopic(n, $"t{n}")))).ToList();

        var stopping = writer.DisposeAsync();
        var late = town.Write(db => db.Topics.Add(Bells.NewTopic(1000, "late")));
        held.Set();
        await stopping;

        (await Should.ThrowAsync<Refusal>(late)).Kind.ShouldBe(RefusalKind.Busy);
        await Task.WhenAll(queued.Append(holding));
        (await town.Read(db => db.Topics.CountAsync())).ShouldBe(100);
    }

    /// <summary>Keeps the writer busy, so that what is handed in meanwhile becomes one group.</summary>
    private static ManualResetEventSlim HoldTheWriter(Town town, out Task holding)
    {
        var gate = new ManualResetEventSlim();
        using var taken = new ManualResetEventSlim();
        holding = town.Write(_ =>
        {
            taken.Set();
            gate.Wait(TimeSpan.FromSeconds(30));
        });
        taken.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
        return gate;
    }
}
