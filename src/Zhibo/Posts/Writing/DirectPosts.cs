using Zhibo.Data;

namespace Zhibo.Posts.Writing;

/// <summary>A post that is for its parties only, at the moment it is written.</summary>
/// <param name="Post">It stands in the turn already.</param>
/// <param name="Parties">Its author, those it names, those it is addressed to, and whom it answers; each once.</param>
public sealed record DirectPost(Post Post, IReadOnlyCollection<long> Parties)
{
    /// <summary>Said by the site in the author's name; answers nobody.</summary>
    public bool Automatic { get; init; }

    /// <summary>Came out of a file: its parties have read it long ago.</summary>
    public bool Imported { get; init; }
}

/// <summary>What becomes of posts that are for their parties only; the module of messages puts its own answer here. It runs
/// in the turn that writes the post and may refuse it.</summary>
public sealed class DirectPosts
{
    public Action<Db, DirectPost> Keep { get; init; } = (_, _) => { };
}
