namespace Zhibo.Posts.Pages;

/// <summary>A topic and its stream.</summary>
/// <param name="Name">Without # signs.</param>
public sealed record TopicView(string Name, long Posts)
{
    public DateTimeOffset? LastAt { get; init; }

    public ComposerView? Composer { get; init; }

    public bool Empty { get; init; }

    public string? Older { get; init; }

    public string? Newest { get; init; }

    /// <summary>Name of a live stream, if the topic has one.</summary>
    public string? Stream { get; init; }
}

/// <summary>One line of the list of topics.</summary>
public sealed record TopicRow(string Name, string Url, long Posts, DateTimeOffset LastAt);
