namespace Zhibo.Shared.Jobs;

/// <summary>Does the work of one kind of job. It may run twice (the process died after the work and before the mark), so
/// its effect outside must bear that. A <see cref="Refusal"/> other than Busy and TooMany means that trying again is
/// useless; anything else is tried again.</summary>
public interface IJob
{
    Task Run(Job job, CancellationToken ct);
}

/// <summary>One line of the table "who does which job".</summary>
public sealed record JobKind(string Kind, Type Worker);
