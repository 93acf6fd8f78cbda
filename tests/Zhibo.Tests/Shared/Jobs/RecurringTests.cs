using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;
using Zhibo.Shared;
using Zhibo.Shared.Jobs;

namespace Zhibo.Tests.Shared.Jobs;

/// <summary>Quartz with our chores, in memory and clustered.</summary>
public sealed class RecurringTests
{
    [BothEngines]
    public async Task A_chore_is_run_at_its_time_by_one_of_the_nodes(EngineKind engine)
    {
        await using var database = await TownDatabase.Create(engine, alone: true);
        var store = engine == EngineKind.Postgres ? database.Settings : null;
        var runs = new Runs();
        await using var one = Node(runs, store);
        await using var other = Node(runs, store);
        var started = await Start(one);
        var startedToo = store is null ? null : await Start(other);

        await runs.Third.Task.WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

        await started.Shutdown(waitForJobsToComplete: true, TestContext.Current.CancellationToken);
        if (startedToo is not null) await startedToo.Shutdown(waitForJobsToComplete: true, TestContext.Current.CancellationToken);
        runs.AtOnce.ShouldBe(1);
    }

    private static ServiceProvider Node(Runs runs, string? store)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.ClearProviders()).AddMetrics().AddSingleton(TimeProvider.System).AddSingleton(runs);
        services.Chore<Ring>("* * * * * ?");
        services.AddRecurring(new Settings(), store);
        return services.BuildServiceProvider();
    }

    private static async Task<IScheduler> Start(IServiceProvider node)
    {
        var scheduler = await node.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await scheduler.Start(TestContext.Current.CancellationToken);
        return scheduler;
    }

    private sealed class Runs
    {
        private int running, done, most;

        public TaskCompletionSource Third { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public int AtOnce => most;

        public async Task Run()
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Delay(200);
            Interlocked.Decrement(ref running);
            if (Interlocked.Increment(ref done) == 3) Third.TrySetResult();
        }
    }

    private sealed class Ring(Runs runs) : IChore
    {
        public Task Run(CancellationToken ct) => runs.Run();
    }
}
