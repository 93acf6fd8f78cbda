using Zhibo.Posts.Pages;

namespace Zhibo.Halls.Blocks;

/// <summary>The account that leads a hall.</summary>
public sealed record LeadView(AuthorView Account, string Bio, long Followers)
{
    /// <summary>Its newest post in one line.</summary>
    public string? Latest { get; init; }

    public string? LatestUrl { get; init; }

    public DateTimeOffset? LatestAt { get; init; }

    /// <summary>Null for a stranger.</summary>
    public Relation? Relation { get; init; }

    public string Back { get; init; } = "/";
}

/// <summary>A line or region with the number of its agencies.</summary>
public sealed record TeaserLink(string Key, string Name, int Count);

/// <summary>The way into the directory.</summary>
/// <param name="Url">Of the directory.</param>
public sealed record DirectoryTeaser(string Url)
{
    public IReadOnlyList<TeaserLink> Lines { get; init; } = [];

    public IReadOnlyList<TeaserLink> Regions { get; init; } = [];
}
