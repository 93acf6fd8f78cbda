namespace Zhibo.Shared.Jobs;

/// <summary>Recurring work. May be run at any time and any number of times: it looks at the database, not at when it ran last.</summary>
public interface IChore
{
    Task Run(CancellationToken ct);
}

/// <summary>One line of the table "what is done when"; the time is a Quartz cron expression in the site's time zone.</summary>
public sealed record ChoreTime(string Name, string Cron, Type Chore);
