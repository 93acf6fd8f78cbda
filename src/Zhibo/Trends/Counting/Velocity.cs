
namespace Zhibo.Trends.Counting;

/// <summary>How a topic stands now, beside what is usual for it at this time of day.</summary>
/// <param name="People">Different accounts that spoke in the last hours.</param>
/// <param name="Posts">What they said or passed on.</param>
/// <param name="Weight">The people, those who spoke longer ago counting less.</param>
public sealed record TrendFigures(int People, int Posts, double Weight)
{
    /// <summary>People in the same hours of the days before, on the average.</summary>
    public double Usual { get; init; }

    /// <summary>Their weight on the average.</summary>
    public double UsualWeight { get; init; }

    /// <summary>How far the weight exceeds what is usual; topics are ranked by it.</summary>
    public double Score { get; init; }
}

/// <summary>People who spoke in an hour of the clock.</summary>
public sealed record TrendHour(DateTimeOffset At, int People);

/// <summary>A day of UTC.</summary>
public sealed record TrendDay(DateTimeOffset At, int Posts, int People);

/// <summary>The formula of docs/trends.md: (observed − usual)² ÷ usual, over people, with a half-life. All constants stand here.</summary>
public static class Velocity
{
    /// <summary>How far back "now" reaches.</summary>
    public const int WindowHours = 6;

    /// <summary>Days before from which the usual is taken.</summary>
    public const int UsualDays = 7;

    /// <summary>After so many hours somebody who spoke counts half.</summary>
    public const int HalfLifeHours = 3;

    /// <summary>Fewer people are no trend, where everybody's posts count.</summary>
    public const int LeastPeople = 5;

    /// <summary>The same in a hall where only its agencies count.</summary>
    public const int LeastMembers = 3;

    /// <summary>A smaller excess comes about by chance once in twenty times (chi-square, one degree of freedom).</summary>
    public const double LeastScore = 3.84;

    /// <summary>A younger account is not counted.</summary>
    public static readonly TimeSpan Newcomer = TimeSpan.FromDays(1);

    public static readonly TimeSpan Window = TimeSpan.FromHours(WindowHours);

    internal static readonly TimeSpan Remembered = TimeSpan.FromDays(UsualDays) + Window + TimeSpan.FromHours(1);

    /// <summary>The end of this minute: nothing that was said is left out, and all nodes mean the same moment.</summary>
    internal static DateTimeOffset Moment(DateTimeOffset now) => new(now.UtcTicks - (now.UtcTicks % TimeSpan.TicksPerMinute) + TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <param name="says">Of one topic, oldest first.</param>
    /// <param name="now">From <see cref="Moment"/>.</param>
    /// <param name="counts">Whose voice counts.</param>
    internal static TrendFigures Of(ReadOnlySpan<Say> says, DateTimeOffset now, Func<long, bool> counts)
    {
        var seen = new HashSet<long>();
        var observed = In(says, now, counts, seen);
        var (people, weight) = (0.0, 0.0);
        for (var day = 1; day <= UsualDays; day++)
        {
            var before = In(says, now.AddDays(-day), counts, seen);
            (people, weight) = (people + before.People, weight + before.Weight);
        }
        (people, weight) = (people / UsualDays, weight / UsualDays);
        return observed with { Usual = people, UsualWeight = weight, Score = Score(observed.Weight, weight) };
    }

    /// <summary>Only what is more than usual counts; what is usually silent is taken for one person.</summary>
    internal static double Score(double weight, double usual) => weight <= usual ? 0 : (weight - usual) * (weight - usual) / Math.Max(usual, 1);

    /// <summary>The window that ends then, without what is usual.</summary>
    internal static TrendFigures In(ReadOnlySpan<Say> says, DateTimeOffset end, Func<long, bool> counts, HashSet<long> seen)
    {
        seen.Clear();
        var (posts, weight) = (0, 0.0);
        var within = SayBook.Between(says, end - Window, end);
        // From the newest: a person counts once, by the last time they spoke, and sums come out the same on every node.
        for (var n = within.Length - 1; n >= 0; n--)
        {
            if (!counts(within[n].AccountId)) continue;
            posts++;
            if (seen.Add(within[n].AccountId)) weight += Math.Pow(2, -(end - within[n].At).TotalHours / HalfLifeHours);
        }
        return new(seen.Count, posts, weight);
    }

    /// <summary>Hours of the clock, the last of them begun: oldest first, without gaps.</summary>
    internal static IReadOnlyList<TrendHour> Hours(ReadOnlySpan<Say> says, DateTimeOffset now, int count, Func<long, bool> counts) =>
        [.. Steps(says, Floor(now.AddTicks(-1), TimeSpan.TicksPerHour).AddHours(1 - count), TimeSpan.FromHours(1), count, counts).Select(s => new TrendHour(s.At, s.People))];

    /// <summary>Days of UTC, today first.</summary>
    internal static IReadOnlyList<TrendDay> Days(ReadOnlySpan<Say> says, DateTimeOffset now, int count, Func<long, bool> counts) =>
        [.. Enumerable.Reverse(Steps(says, Floor(now.AddTicks(-1), TimeSpan.TicksPerDay).AddDays(1 - count), TimeSpan.FromDays(1), count, counts))];

    private static List<TrendDay> Steps(ReadOnlySpan<Say> says, DateTimeOffset from, TimeSpan length, int count, Func<long, bool> counts)
    {
        List<TrendDay> steps = [];
        var seen = new HashSet<long>();
        for (var at = from; steps.Count < count; at += length)
        {
            seen.Clear();
            var posts = 0;
            foreach (var say in SayBook.Between(says, at, at + length))
            {
                if (!counts(say.AccountId)) continue;
                posts++;
                seen.Add(say.AccountId);
            }
            steps.Add(new(at, posts, seen.Count));
        }
        return steps;
    }

    private static DateTimeOffset Floor(DateTimeOffset at, long ticks) => new(at.UtcTicks - (at.UtcTicks % ticks), TimeSpan.Zero);
}
