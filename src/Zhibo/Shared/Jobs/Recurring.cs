using Quartz;
using Zhibo.Shared.Http;

namespace Zhibo.Shared.Jobs;

public static class Recurring
{
    public static IServiceCollection Chore<TChore>(this IServiceCollection services, string cron)
        where TChore : class, IChore
    {
        services.AddScoped<TChore>();
        return services.AddSingleton(new ChoreTime(typeof(TChore).Name, cron, typeof(TChore)));
    }

    /// <summary>After all modules have named their chores. On PostgreSQL the nodes share them: each runs on one node.</summary>
    /// <param name="services">Holds the chores.</param>
    /// <param name="settings">The zone of the times.</param>
    /// <param name="sharedStore">Connection string of the database the nodes share; null keeps the times in memory.</param>
    public static IServiceCollection AddRecurring(this IServiceCollection services, Settings settings, string? sharedStore)
    {
        var chores = services.Select(s => s.ImplementationInstance).OfType<ChoreTime>().ToList();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Clock.TimeZone);
        services.AddQuartz(quartz =>
        {
            quartz.ConfigureScheduler(o => o.GenerateInstanceId = sharedStore is not null);
            // A chore asks the site's clock what is over; when it runs is this machine's affair.
            quartz.UseTimeProvider(TimeProvider.System);
            quartz.UseDefaultThreadPool(2);
            if (sharedStore is null) quartz.UseInMemoryStore();
            else quartz.UsePersistentStore(store =>
            {
                store.UsePostgres(sharedStore);
                store.UseClustering();
                store.ProvisionSchema();
            });
            foreach (var chore in chores)
            {
                quartz.ScheduleJob<ChoreJob>(
                    trigger => trigger.WithIdentity(chore.Name).WithCronSchedule(chore.Cron, cron => cron.InTimeZone(zone)),
                    job => job.WithIdentity(chore.Name));
            }
        });
        services.AddHostedService<Timekeeper>();
        return services;
    }

    /// <summary>Makes the scheduler only when the site has served its first pages; Quartz' own hosted service makes it before.</summary>
    internal sealed class Timekeeper(IServiceProvider services, ILogger<Timekeeper> log) : BackgroundService
    {
        private static readonly TimeSpan AfterStart = TimeSpan.FromSeconds(10), UntilAgain = TimeSpan.FromMinutes(1);

        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Pause(AfterStart, stoppingToken);
            IScheduler? scheduler = null;
            while (scheduler is null && !stoppingToken.IsCancellationRequested)
            {
                try
                {
                    scheduler = await services.GetRequiredService<ISchedulerFactory>().GetScheduler(stoppingToken);
                    await scheduler.Start(stoppingToken);
                }
                catch (Exception e) when (!stoppingToken.IsCancellationRequested)
                {
                    // The database may be away just now.
                    log.LogWarning("Recurring work cannot start yet: {Trace}", ExceptionText.Of(e));
                    scheduler = null;
                    await Pause(UntilAgain, stoppingToken);
                }
            }
            await Pause(Timeout.InfiniteTimeSpan, stoppingToken);
            if (scheduler is not null) await scheduler.Shutdown(waitForJobsToComplete: false, CancellationToken.None);
        }

        private static async Task Pause(TimeSpan time, CancellationToken ct) =>
            await Task.Delay(time, TimeProvider.System, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [DisallowConcurrentExecution]
    internal sealed class ChoreJob(IServiceProvider services, IEnumerable<ChoreTime> chores, ILogger<ChoreJob> log) : Quartz.IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken)
        {
            // A chore of an older version may still stand in the shared store.
            var name = context.JobDetail.Key.Name;
            if (chores.FirstOrDefault(c => c.Name == name) is not { } chore) return;
            using var activity = Telemetry.Activities.StartActivity("chore " + name);
            try
            {
                await using var scope = services.CreateAsyncScope();
                await ((IChore)scope.ServiceProvider.GetRequiredService(chore.Chore)).Run(cancellationToken);
            }
            catch (Exception e) when (!cancellationToken.IsCancellationRequested)
            {
                // Its next time comes anyway.
                log.LogError("Chore {Chore} failed: {Trace}", name, ExceptionText.Of(e));
            }
        }
    }
}
