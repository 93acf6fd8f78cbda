using Zhibo.Posts;
using Zhibo.Posts.Views;
using Zhibo.Shared;

namespace Zhibo.Demo.Rows;

/// <summary>Readers of the city's posts: more of what was liked, most in the first hours.</summary>
internal sealed class ViewRows
{
    private const int Hours = 30;

    public ViewRows(PostRows posts, DateTimeOffset now)
    {
        foreach (var post in posts.Posts.Where(p => p.Visibility == Visibility.Public && p.DeletedAt is null))
        {
            var first = ViewHours.Of(Ids.TimeOf(post.Id));
            var readers = 40 + (post.LikesCount * 60) + (int)((post.Id >> 16) % 37);
            for (var hour = 0; hour < Hours && first + hour <= ViewHours.Of(now); hour++)
            {
                var count = readers / (2 * (hour + 2));
                if (count > 0) Counts.Add(new ViewCount { PostId = post.Id, Hour = first + hour, Count = count });
            }
        }
    }

    public List<ViewCount> Counts { get; } = [];
}
