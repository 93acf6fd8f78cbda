using Zhibo.Posts.Pages;

namespace Zhibo.Feeds.Embeds;

/// <summary>What stands in the frame on another site's page: one post, or a thing and its newest posts; neither where nothing is to be seen.</summary>
/// <param name="Title">Of the document.</param>
/// <param name="Style">Address of the style sheet.</param>
/// <param name="Theme">auto, light or dark.</param>
public sealed record EmbedView(string Title, string Style, string Theme)
{
    /// <summary>Absolute address of the page that shows all of it.</summary>
    public required string Url { get; init; }

    public PostView? Post { get; init; }

    public string? Heading { get; init; }

    /// <summary>Whose face stands beside the heading.</summary>
    public AuthorView? Who { get; init; }

    /// <summary>Nobody speaks there any more; what was said stays.</summary>
    public bool Frozen { get; init; }

    public string About { get; init; } = "";

    public IReadOnlyList<PostView> Newest { get; init; } = [];
}
