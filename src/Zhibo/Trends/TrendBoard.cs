using System.Collections.Concurrent;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Posts;
using Zhibo.Trends.Counting;
using Zhibo.Trends.Hosts;

namespace Zhibo.Trends;

/// <summary>A topic that is talked about more than usual.</summary>
/// <param name="Rank">From 1.</param>
/// <param name="Topic">As it was when the minute began.</param>
/// <param name="Hours">People by hours of the clock, the last day, oldest first.</param>
public sealed record Trend(int Rank, Topic Topic, TrendFigures Figures, IReadOnlyList<TrendHour> Hours);

/// <summary>
/// What trends where. A hall is computed anew when somebody asks in a new minute; nobody waits while another computes.
/// There is no other way to the top: see docs/trends.md.
/// </summary>
public sealed class TrendBoard
{
    public const int Most = 20;

    /// <summary>So that a full list is left when some are kept out.</summary>
    private const int MostRanked = 60;

    private const int CurveHours = 24;

    private readonly SayLedger ledger;
    private readonly TrendScope scope;
    private readonly HostBook book;
    private readonly Engine engine;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<long, Ranked> held = new();

    internal TrendBoard(SayLedger ledger, TrendScope scope, HostBook book, Engine engine, TimeProvider clock) =>
        (this.ledger, this.scope, this.book, this.engine, this.clock) = (ledger, scope, book, engine, clock);

    /// <param name="Of">Whose voices were counted.</param>
    private sealed record Ranked(DateTimeOffset At, object? Of, IReadOnlyList<Trend> Trends);

    /// <summary>The hall whose trends are the city's: the main hall; null where there is none.</summary>
    public HallEntry? City => scope.Main;

    /// <summary>The city's, highest first.</summary>
    public IReadOnlyList<Trend> OfCity() => Of(City);

    /// <summary>Highest first.</summary>
    /// <param name="hall">Null: the city, where it has no main hall.</param>
    /// <param name="most">Of the list.</param>
    public IReadOnlyList<Trend> Of(HallEntry? hall, int most = Most)
    {
        var trends = Ranking(hall).Trends;
        if (hall is not null) trends = [.. trends.Where(t => book.KeptOut(hall.Hall.Id, t.Topic.Id) is null)];
        return [.. trends.Take(most).Select((trend, n) => trend with { Rank = n + 1 })];
    }

    /// <summary>Whether it trends or not.</summary>
    public TrendFigures Figures(HallEntry? hall, long topicId)
    {
        var (now, counts) = (Now, scope.Counts(hall));
        return ledger.Look(says => Velocity.Of(says.Of(topicId), now, counts));
    }

    /// <summary>Hours of the clock, oldest first; the last one has just begun.</summary>
    public IReadOnlyList<TrendHour> Hours(HallEntry? hall, long topicId, int count)
    {
        var (now, counts) = (Now, scope.Counts(hall));
        return ledger.Look(says => Velocity.Hours(says.Of(topicId), now, count, counts));
    }

    /// <summary>Days of UTC, today first, of everybody.</summary>
    public IReadOnlyDictionary<long, IReadOnlyList<TrendDay>> Days(IReadOnlyCollection<long> topicIds, int count)
    {
        var (now, counts) = (Now, scope.Counts(null));
        return ledger.Look(says => topicIds.Distinct().ToDictionary(id => id, id => Velocity.Days(says.Of(id), now, count, counts)));
    }

    /// <summary>Different people in the last seven days.</summary>
    public int People(long topicId)
    {
        var (now, counts) = (Now, scope.Counts(null));
        return ledger.Look(says =>
        {
            var seen = new HashSet<long>();
            foreach (var say in SayBook.Between(says.Of(topicId), now.AddDays(-Velocity.UsualDays), now))
                if (counts(say.AccountId)) seen.Add(say.AccountId);
            return seen.Count;
        });
    }

    private DateTimeOffset Now => Velocity.Moment(clock.GetUtcNow());

    private Ranked Ranking(HallEntry? hall)
    {
        var (key, now, of) = (hall?.Hall.Id ?? 0, Now, scope.Members(hall));
        if (Kept() is { } fresh) return fresh;
        // The first waits for the list; later ones see the last minute's while it is made.
        if (!held.TryGetValue(key, out var old)) gate.Enter();
        else if (!gate.TryEnter()) return old;
        try { return Kept() ?? (held[key] = new(now, of, Rank(hall, now))); }
        finally { gate.Exit(); }

        Ranked? Kept() => held.TryGetValue(key, out var known) && known.At == now && ReferenceEquals(known.Of, of) ? known : null;
    }

    private IReadOnlyList<Trend> Rank(HallEntry? hall, DateTimeOffset now)
    {
        var (counts, least) = (scope.Counts(hall), scope.Members(hall) is null ? Velocity.LeastPeople : Velocity.LeastMembers);
        var found = ledger.Look(says =>
        {
            var seen = new HashSet<long>();
            List<(long Topic, TrendFigures Figures, IReadOnlyList<TrendHour> Hours)> rising = [];
            foreach (var topic in says.Awake(now - Velocity.Window))
            {
                // Most topics have a post or two: they are not asked about the days before.
                if (Velocity.In(says.Of(topic), now, counts, seen).People < least) continue;
                var figures = Velocity.Of(says.Of(topic), now, counts);
                if (figures.Score >= Velocity.LeastScore) rising.Add((topic, figures, Velocity.Hours(says.Of(topic), now, CurveHours, counts)));
            }
            return rising.OrderByDescending(r => r.Figures.Score).ThenByDescending(r => r.Figures.People).ThenBy(r => r.Topic).Take(MostRanked).ToList();
        });
        if (found.Count == 0) return [];
        using var db = engine.ReadHeld();
        var ids = found.ConvertAll(f => f.Topic);
        var topics = db.Topics.Where(t => ids.Contains(t.Id)).ToDictionary(t => t.Id);
        return [.. found.Where(f => topics.ContainsKey(f.Topic)).Select((f, n) => new Trend(n + 1, topics[f.Topic], f.Figures, f.Hours))];
    }
}
