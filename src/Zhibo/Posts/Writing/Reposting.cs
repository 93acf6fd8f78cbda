using Zhibo.Data;
using Zhibo.Posts.Reading;
using Zhibo.Shared;

namespace Zhibo.Posts.Writing;

/// <summary>What reposts with and without words have in common: the chain is links, and everybody in it gets the count.</summary>
internal static class Reposting
{
    public static void Check(PostPicture target)
    {
        var original = target.Original ?? target;
        if (target.Post.Visibility > Visibility.Unlisted || original.Post.Visibility > Visibility.Unlisted)
            throw new Refusal(RefusalKind.Forbidden, "posts.not_for_reposting");
    }

    /// <summary>The end of the chain.</summary>
    public static long OriginalOf(PostPicture target) => target.Post.RepostOfId ?? target.Post.Id;

    /// <summary>The repost with words it is taken from, if any.</summary>
    public static long? ViaOf(PostPicture target) => target.Post.Kind == PostKind.Quote ? target.Post.Id : null;

    public static void Count(Db turn, Post repost, int by)
    {
        foreach (var id in new[] { repost.RepostOfId, repost.RepostViaId })
        {
            if (id is not { } counted) continue;
            turn.Count(Tally.PostReposts, counted, by);
            turn.Raise(new PostCounted(counted));
        }
    }
}
