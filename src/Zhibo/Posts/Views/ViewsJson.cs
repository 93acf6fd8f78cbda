namespace Zhibo.Posts.Views;

/// <summary>How often a post was read.</summary>
internal sealed record ViewsJson
{
    /// <summary>Readers since it was written; each counts once an hour.</summary>
    public required long Total { get; init; }

    /// <summary>How long a step is: hour or day.</summary>
    public required string Step { get; init; }

    /// <summary>Oldest first, without gaps.</summary>
    public required IReadOnlyList<ViewStepJson> Steps { get; init; }

    public static ViewsJson Of(ReadViews.Result found) => new()
    {
        Total = found.Total,
        Step = found.Hourly ? "hour" : "day",
        Steps = [.. found.Steps.Select(s => new ViewStepJson { At = s.At, Count = s.Count })],
    };
}

internal sealed record ViewStepJson
{
    /// <summary>Where it begins.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Readers in it.</summary>
    public required long Count { get; init; }
}
