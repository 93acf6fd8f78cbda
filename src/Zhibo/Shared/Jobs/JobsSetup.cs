using Zhibo.Shared.Facts;

namespace Zhibo.Shared.Jobs;

public static class JobsSetup
{
    public static IServiceCollection AddJobs(this IServiceCollection services)
    {
        services.AddSingleton<Outbox>();
        services.AddHostedService(provider => provider.GetRequiredService<Outbox>());
        services.AddSingleton<JobRunner>();
        services.AddHostedService(provider => provider.GetRequiredService<JobRunner>());
        services.AddHostedService<WarmUp>();
        return services;
    }

    /// <summary><c>services.Job&lt;SendMail&gt;("mail")</c>; queued with <c>db.Queue("mail", …)</c>.</summary>
    public static IServiceCollection Job<TJob>(this IServiceCollection services, string kind)
        where TJob : class, IJob
    {
        services.AddScoped<TJob>();
        return services.AddSingleton(new JobKind(kind, typeof(TJob)));
    }
}
