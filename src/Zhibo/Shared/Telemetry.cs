using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Zhibo.Shared;

/// <summary>What can be measured from outside: meter and activity source "Zhibo". Whoever holds a level (an index, a
/// cache, open streams) gives it with <see cref="Level"/>; events are counted with the instruments below.</summary>
public sealed class Telemetry
{
    public const string Name = "Zhibo";

    public static readonly ActivitySource Activities = new(Name);

    private readonly Meter meter;

    public Telemetry(IMeterFactory meters)
    {
        meter = meters.Create(Name);
        WriterGroup = meter.CreateHistogram<int>("zhibo.writer.group_size", "{write}", "Writes that shared one commit");
        WriterSeconds = meter.CreateHistogram<double>("zhibo.writer.commit_duration", "s", "From taking a group of writes to its commit");
        FactsHandled = meter.CreateCounter<long>("zhibo.outbox.handled", "{fact}", "Facts acted on");
        FactsFailed = meter.CreateCounter<long>("zhibo.outbox.failed", "{fact}", "Attempts to act on a fact that failed");
        FactDelay = meter.CreateHistogram<double>("zhibo.outbox.delay", "s", "From a fact's commit to its consequence");
        JobsDone = meter.CreateCounter<long>("zhibo.jobs.done", "{job}", "Jobs done");
        JobsFailed = meter.CreateCounter<long>("zhibo.jobs.failed", "{job}", "Attempts at a job that failed");
        Refused = meter.CreateCounter<long>("zhibo.requests.refused", "{request}", "Requests answered with an error, by status");
        CardHits = meter.CreateCounter<long>("zhibo.cards.hits", "{card}", "Rendered posts found ready");
        ViewsDropped = meter.CreateCounter<long>("zhibo.views.dropped", "{view}", "Readers not counted because too many came within a second");
        CardMisses = meter.CreateCounter<long>("zhibo.cards.misses", "{card}", "Rendered posts that had to be drawn");
    }

    public Histogram<int> WriterGroup { get; }

    public Histogram<double> WriterSeconds { get; }

    public Counter<long> FactsHandled { get; }

    public Counter<long> FactsFailed { get; }

    public Histogram<double> FactDelay { get; }

    public Counter<long> JobsDone { get; }

    public Counter<long> JobsFailed { get; }

    public Counter<long> Refused { get; }

    public Counter<long> CardHits { get; }

    public Counter<long> CardMisses { get; }

    public Counter<long> ViewsDropped { get; }

    /// <summary>Something that has a level now: "zhibo.index.posts", "zhibo.streams.open".</summary>
    public void Level(string name, string unit, string description, Func<long> read) =>
        meter.CreateObservableGauge(name, read, unit, description);
}
