using Zhibo.Posts.Commenting;
using Zhibo.Posts.Views;

namespace Zhibo.Posts.Pages;

/// <summary>A post with its thread. The cards themselves are parts of the page.</summary>
public sealed record PostPageView(PostView Post)
{
    /// <summary>The post on top, when this one is a comment.</summary>
    public PostView? Root { get; init; }

    /// <summary>Comments the reader may see.</summary>
    public int Count { get; init; }

    public bool SignedIn { get; init; }

    public ComposerView? Composer { get; init; }

    /// <summary>Who may comment, what waits, what stands first.</summary>
    public required CommentBoards.Board Board { get; init; }

    /// <summary>Address of further comments.</summary>
    public string? More { get; init; }

    /// <summary>For those who wrote it.</summary>
    public ReadViews.Result? Views { get; init; }

    public string Back { get; init; } = "/";
}
