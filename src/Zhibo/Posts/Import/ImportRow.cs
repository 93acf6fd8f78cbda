using Zhibo.Posts.Writing;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Posts.Import;

/// <summary>A row that can be a post.</summary>
/// <param name="Row">Where it stands.</param>
/// <param name="Post">What to write; its link is filled in when the post it speaks of is here.</param>
/// <param name="Link">Name of the post it comments on or passes on, in the same file.</param>
internal sealed record ImportRow(TableRow Row, CreatePost.Input Post, bool IsNamed, PostKind Kind, string? Link)
{
    public string ExternalId => Post.Origin!.ExternalId;

    public long AuthorId => Post.AuthorId;
}
