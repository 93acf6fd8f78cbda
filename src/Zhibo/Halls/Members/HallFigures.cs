namespace Zhibo.Halls.Members;

/// <summary>A topic a hall talks about.</summary>
/// <param name="Posts">Among the hall's newest posts.</param>
public sealed record HallTopic(string Name, int Posts);

/// <summary>How much of an administrative level is reached.</summary>
/// <param name="Living">Regions in which a member wrote something within fourteen days.</param>
public readonly record struct Coverage(int Living, int All);

/// <summary>A hall in numbers; at most a minute old.</summary>
public sealed record HallFigures(int Agencies, int Sealed)
{
    /// <summary>Members who wrote nothing for fourteen days.</summary>
    public int Silent { get; init; }

    /// <summary>Public posts since midnight.</summary>
    public int PostsToday { get; init; }

    public long Followers { get; init; }

    public Coverage Counties { get; init; }

    public Coverage Towns { get; init; }

    public IReadOnlyList<HallTopic> Topics { get; init; } = [];
}
