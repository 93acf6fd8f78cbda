using Zhibo.Shared.Text;
using Zhibo.Trends.Counting;

namespace Zhibo.Trends.Api;

/// <summary>The numbers behind a place in the list: docs/trends.md.</summary>
internal sealed record TrendFiguresJson
{
    /// <summary>Different people in the last six hours.</summary>
    public required int People { get; init; }

    /// <summary>What they said or passed on.</summary>
    public required int Posts { get; init; }

    /// <summary>People in the same hours of the seven days before, on the average.</summary>
    public required double UsualPeople { get; init; }

    /// <summary>The people, each halved for every three hours since they last spoke.</summary>
    public required double Weight { get; init; }

    public required double UsualWeight { get; init; }

    public required double Score { get; init; }

    public static TrendFiguresJson Of(TrendFigures figures) => new()
    {
        People = figures.People,
        Posts = figures.Posts,
        UsualPeople = Math.Round(figures.Usual, 3),
        Weight = Math.Round(figures.Weight, 3),
        UsualWeight = Math.Round(figures.UsualWeight, 3),
        Score = Math.Round(figures.Score, 3),
    };
}

/// <summary>People who spoke in an hour of the clock.</summary>
internal sealed record TrendHourJson(DateTimeOffset At, int People);

internal sealed record TrendJson
{
    /// <summary>From 1.</summary>
    public required int Rank { get; init; }

    /// <summary>Without # signs.</summary>
    public required string Name { get; init; }

    /// <summary>Absolute.</summary>
    public required string Url { get; init; }

    /// <summary>Why, in a sentence in the caller's language.</summary>
    public required string Reason { get; init; }

    public required TrendFiguresJson Figures { get; init; }

    /// <summary>The last day, oldest first; the last hour has just begun.</summary>
    public required IReadOnlyList<TrendHourJson> Hours { get; init; }

    /// <summary>Handle of the agency that hosts it, or null.</summary>
    public required string? Host { get; init; }

    public static IReadOnlyList<TrendHourJson> HoursOf(IReadOnlyList<TrendHour> hours) => [.. hours.Select(h => new TrendHourJson(h.At, h.People))];

    public static string UrlOf(string site, string name) => site + TopicName.Path(name);
}

/// <summary>Who looks after a topic.</summary>
internal sealed record TopicHostJson
{
    public required string Handle { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset Since { get; init; }

    /// <summary>As the host wrote it; empty while it rests.</summary>
    public required string Introduction { get; init; }

    /// <summary>The agency is frozen or lost its seal: what it set up is not shown.</summary>
    public required bool Resting { get; init; }
}

internal sealed record KeptOutJson(string Hall, string Reason, DateTimeOffset Since);

internal sealed record TopicJson
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public required int Posts { get; init; }

    /// <summary>Different people in the last seven days.</summary>
    public required int PeopleInWeek { get; init; }

    /// <summary>Beside what is usual, whether it trends or not; of everybody.</summary>
    public required TrendFiguresJson Figures { get; init; }

    /// <summary>The last three days, oldest first.</summary>
    public required IReadOnlyList<TrendHourJson> Hours { get; init; }

    public required TopicHostJson? Host { get; init; }

    /// <summary>Ids of posts that the host set above the others, the latest pinned first.</summary>
    public required IReadOnlyList<string> Pinned { get; init; }

    /// <summary>Halls that do not list it among their trends, and why.</summary>
    public required IReadOnlyList<KeptOutJson> KeptOut { get; init; }
}

/// <summary>What a host says of its topic.</summary>
/// <param name="Introduction">Up to 500 signs; empty takes it out.</param>
internal sealed record HostBody(string? Introduction);
