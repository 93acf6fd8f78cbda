using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Shared;
using Zhibo.Shared.Jobs;

namespace Zhibo.Tests.Shared.Jobs;

public sealed class JobRunnerTests
{
    private static TownOptions With(Postman postman) => new()
    {
        Replace = services => services.AddSingleton(postman).Job<Deliver>("letter"),
    };

    [BothEngines]
    public async Task A_job_is_done_after_the_commit_that_queued_it(EngineKind engine)
    {
        var postman = new Postman();
        await using var town = await Town.Start(engine, With(postman));
        await town.Write(db => db.Queue("letter", "to Wang"));
        await town.Quiet();

        postman.Delivered.ShouldBe(["to Wang"]);
        var job = await town.Read(db => db.Jobs.SingleAsync());
        job.DoneAt.ShouldBe(town.Clock.GetUtcNow());
        // What was in it is nobody's business any more.
        job.Payload.ShouldBe("{}");
    }

    [BothEngines]
    public async Task A_refused_write_queues_nothing(EngineKind engine)
    {
        await using var town = await Town.Start(engine, With(new()));
        await Should.ThrowAsync<Refusal>(town.Write(db =>
        {
            db.Queue("letter", "never");
            throw new Refusal(RefusalKind.Invalid, "no");
        }));

        (await town.Read(db => db.Jobs.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task One_key_is_one_job_however_often_it_is_queued(EngineKind engine)
    {
        var postman = new Postman();
        await using var town = await Town.Start(engine, With(postman));
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => town.Write(db => db.Queue("letter", "once", key: "k"))));
        await town.Quiet();

        postman.Delivered.ShouldBe(["once"]);
    }

    [BothEngines]
    public async Task A_job_for_later_is_done_later(EngineKind engine)
    {
        var postman = new Postman();
        await using var town = await Town.Start(engine, With(postman));
        await town.Write(db => db.Queue("letter", "tomorrow", town.Clock.GetUtcNow().AddHours(5)));
        await town.Quiet();
        postman.Delivered.ShouldBeEmpty();

        town.Clock.Advance(TimeSpan.FromHours(5));
        await town.Quiet();
        postman.Delivered.ShouldBe(["tomorrow"]);
    }

    [BothEngines]
    public async Task A_job_that_fails_is_tried_again_after_a_growing_wait_and_given_up_in_the_end(EngineKind engine)
    {
        var postman = new Postman { Ill = true };
        await using var town = await Town.Start(engine, With(postman));
        await town.Write(db => db.Queue("letter", "hard"));
        await town.Quiet();
        var waits = new List<TimeSpan>();
        for (var attempt = 1; attempt < JobRunner.MostAttempts; attempt++)
        {
            var job = await town.Read(db => db.Jobs.SingleAsync());
            job.Attempts.ShouldBe(attempt);
            waits.Add(job.DueAt - town.Clock.GetUtcNow());
            town.Clock.Advance(waits[^1]);
            await town.Quiet();
        }

        waits[0].TotalSeconds.ShouldBeInRange(8, 12);
        waits[5].TotalSeconds.ShouldBeInRange(8 * 32, 12 * 32);
        var gone = await town.Read(db => db.Jobs.SingleAsync());
        gone.FailedAt.ShouldNotBeNull();
        gone.LastError.ShouldBe(nameof(IOException));
        town.Log.Errors.ShouldHaveSingleItem();
        town.Log.Errors.Clear();
    }

    [BothEngines]
    public async Task What_will_never_work_is_given_up_at_once(EngineKind engine)
    {
        await using var town = await Town.Start(engine, With(new() { NoSuchAddress = true }));
        await town.Write(db => db.Queue("letter", "lost"));
        await town.Quiet();

        var job = await town.Read(db => db.Jobs.SingleAsync());
        (job.Attempts, job.FailedAt).ShouldBe((1, town.Clock.GetUtcNow()));
        town.Log.Errors.Clear();
    }

    [BothEngines]
    public async Task The_claim_of_a_node_that_died_runs_out(EngineKind engine)
    {
        var postman = new Postman();
        await using var town = await Town.Start(engine, With(postman));
        await town.Write(db => db.Jobs.Add(new Job { Id = 1, Kind = "letter", Payload = Job.Write("late"), DueAt = town.Clock.GetUtcNow(), ClaimedUntil = town.Clock.GetUtcNow().AddMinutes(5), Attempts = 1 }));
        town.Clock.Advance(TimeSpan.FromMinutes(4));
        await Task.Delay(50, TestContext.Current.CancellationToken);
        postman.Delivered.ShouldBeEmpty();

        town.Clock.Advance(TimeSpan.FromMinutes(2));
        await town.Quiet();
        postman.Delivered.ShouldBe(["late"]);
    }

    [BothEngines]
    public async Task Two_nodes_do_no_job_twice(EngineKind engine)
    {
        if (engine == EngineKind.Sqlite) return;
        var postman = new Postman();
        await using var town = await Town.Start(engine, With(postman));
        await using var other = await town.AnotherNode();
        await Task.WhenAll(Enumerable.Range(0, 100).Select(n => (n % 2 == 0 ? town : other).Write(db => db.Queue("letter", $"{n}"))));
        await town.Quiet();

        postman.Delivered.Count.ShouldBe(100);
        postman.Delivered.Distinct().Count().ShouldBe(100);
    }

    private sealed class Postman
    {
        public ConcurrentQueue<string> Delivered { get; } = new();

        public bool Ill { get; init; }

        public bool NoSuchAddress { get; init; }
    }

    private sealed class Deliver(Postman postman) : IJob
    {
        public Task Run(Job job, CancellationToken ct)
        {
            if (postman.Ill) throw new IOException("ill");
            if (postman.NoSuchAddress) throw new Refusal(RefusalKind.Invalid, "no.such.address");
            postman.Delivered.Enqueue(job.Read<string>());
            return Task.CompletedTask;
        }
    }
}
