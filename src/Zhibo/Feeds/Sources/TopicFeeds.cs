using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Sources;

/// <summary>What is said under a topic, under <c>topics</c>.</summary>
internal static class TopicFeeds
{
    public const string Kind = "topics";

    public static FeedSource Source => new(Kind, Find) { NameIn = page => PagePath.After(page.AbsolutePath, "/topics/") };

    public static FeedSubject Of(Topic topic, Db db) => new(Kind, TopicName.Display(topic.Name), $"#{TopicName.Display(topic.Name)}#", TopicName.Path(topic.Name))
    {
        Since = Ids.TimeOf(topic.Id),
        Newest = (count, ct) =>
            (from t in db.PostTopics
             where t.TopicId == topic.Id
             join p in db.Posts.ForEverybody() on t.PostId equals p.Id
             orderby t.PostId descending
             select t.PostId).Take(count).ToListAsync(ct),
    };

    private static async Task<FeedSubject?> Find(Db db, string name, CancellationToken ct)
    {
        if (!InputText.CleanLine(name, PostText.LongestTopic).Ok || TopicName.Key(name) is not { Length: > 0 } key) return null;
        return await db.Topics.FirstOrDefaultAsync(t => t.Key == key, ct) is { } topic ? Of(topic, db) : null;
    }
}
