namespace Zhibo.Halls.Changing;

/// <summary>What an administrator types about a hall.</summary>
public sealed record HallText
{
    public string Slug { get; init; } = "";

    public string Name { get; init; } = "";

    public string Intro { get; init; } = "";

    /// <summary>Code or name of the region; empty: everywhere.</summary>
    public string Region { get; init; } = "";

    /// <summary>Key of the line; empty: all lines.</summary>
    public string Line { get; init; } = "";

    /// <summary>Handle or nickname of the account that leads; may be empty.</summary>
    public string Lead { get; init; } = "";

    /// <summary>#rrggbb; empty: the site's own colour.</summary>
    public string Colour { get; init; } = "";

    public string Emblem { get; init; } = "";

    public string Host { get; init; } = "";

    /// <summary>Names of topics, one per line.</summary>
    public string Columns { get; init; } = "";
}
