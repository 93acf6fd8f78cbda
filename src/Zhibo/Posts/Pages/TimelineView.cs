namespace Zhibo.Posts.Pages;

public enum TimelineTab
{
    /// <summary>全城: everything public.</summary>
    City,

    /// <summary>关注: those I follow.</summary>
    Following,
}

/// <summary>What a stream page shows around its cards.</summary>
public sealed record TimelineView(TimelineTab Tab)
{
    public string Path { get; init; } = "/home";

    public bool SignedIn { get; init; }

    public ComposerView? Composer { get; init; }

    /// <summary>No card at all: says what will be here.</summary>
    public bool Empty { get; init; }

    public string? Older { get; init; }

    /// <summary>Set on older pages: leads back to the newest.</summary>
    public string? Newest { get; init; }

    /// <summary>Name of the live stream; null on older pages, which do not move.</summary>
    public string? Stream => Newest is not null ? null : Tab == TimelineTab.City ? "public" : "home";
}
