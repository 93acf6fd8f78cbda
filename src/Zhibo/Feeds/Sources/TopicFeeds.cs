using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Sources;

/// <summary>What is said under a topic, under <c>topics</c>.</summary>
internal static class TopicFeeds
{
    public const string Kind = "topics";

    private const int LongestAbout = 600;

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
        return await db.Topics.FirstOrDefaultAsync(t => t.Key == key, ct) is { } topic ? Of(topic, db) with { About = await About(db, topic.Id, ct) } : null;
    }

    /// <summary>Who looks after it and what they say of it.</summary>
    private static async Task<string> About(Db db, long topicId, CancellationToken ct)
    {
        var host = await (from h in db.TopicHosts
                          where h.TopicId == topicId
                          join a in db.Accounts on h.AgencyId equals a.Id
                          join agency in db.Agencies on h.AgencyId equals agency.Id
                          where a.Sealed && (agency.State == AgencyState.Verified || agency.State == AgencyState.Active)
                          select new { a.Nickname, h.Introduction }).FirstOrDefaultAsync(ct);
        return host is null ? "" : host.Introduction.Length == 0 ? Bidi.Strip(host.Nickname) : PostHtml.Plain($"{host.Nickname}: {host.Introduction}", LongestAbout);
    }
}
