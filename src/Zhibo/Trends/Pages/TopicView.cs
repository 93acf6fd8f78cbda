using Zhibo.Posts.Pages;
using Zhibo.Trends.Counting;

namespace Zhibo.Trends.Pages;

/// <summary>A topic and its stream.</summary>
/// <param name="Name">Without # signs.</param>
public sealed record TopicView(string Name, long Posts)
{
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Different people in the last seven days.</summary>
    public int People { get; init; }

    /// <summary>Why it stands in a list of trends; null where it does in none.</summary>
    public TrendView? Trend { get; init; }

    /// <summary>Halls that keep it out of theirs.</summary>
    public IReadOnlyList<KeptOutView> KeptOut { get; init; } = [];

    public HostView? Host { get; init; }

    /// <summary>Where its reader manages the topic, or may take it for their agency.</summary>
    public string? Manage { get; init; }

    /// <summary>The host set posts above the stream.</summary>
    public bool Pinned { get; init; }

    public ComposerView? Composer { get; init; }

    public bool Empty { get; init; }

    public string? Older { get; init; }

    public string? Newest { get; init; }
}

/// <summary>Who looks after a topic.</summary>
/// <param name="Resting">The agency is frozen or lost its seal: what it set up is not shown.</param>
public sealed record HostView(AuthorView Agency, DateTimeOffset Since, bool Resting)
{
    /// <summary>Encoded markup; empty where there is none.</summary>
    public string IntroductionHtml { get; init; } = "";
}

/// <summary>Where a topic trends, and the numbers.</summary>
/// <param name="Where">Name of the hall; empty for the city.</param>
/// <param name="List">Address of its whole list.</param>
public sealed record TrendView(int Rank, string Name, TrendFigures Figures, string Where, string List)
{
    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TrendHour> Hours { get; init; } = [];

    /// <summary>Who looks after it.</summary>
    public AuthorView? Host { get; init; }

    public string Url => Shared.Text.TopicName.Path(Name);
}

public sealed record KeptOutView(string Hall, string HallUrl, string Reason, DateTimeOffset Since);

/// <summary>One line of the list of topics.</summary>
public sealed record TopicRow(string Name, string Url, long Posts, DateTimeOffset LastAt);

/// <summary>The trends of a hall, or of the city.</summary>
/// <param name="Title">In the page's language.</param>
/// <param name="Back">Of the hall; null for the city.</param>
public sealed record TrendsView(string Title, string? Back, IReadOnlyList<TrendView> Trends)
{
    /// <summary>Everybody is counted, not only the agencies of a hall.</summary>
    public bool Everybody { get; init; }
}
