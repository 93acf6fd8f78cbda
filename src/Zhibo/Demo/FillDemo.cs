using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Data;
using Zhibo.Demo.Rows;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.Demo;

/// <summary>
/// Fills an empty site with the demo city. One turn of the writer: the city is there whole or not at all, so a fill that was
/// killed is simply done again.
/// </summary>
public sealed class FillDemo(Writer writer, Passwords passwords, Settings settings, TimeProvider clock, IEnumerable<IForget> memories)
{
    /// <summary>The same number, the same city.</summary>
    public const ulong Seed = 20_130_611;

    /// <summary>Of all demo logins.</summary>
    public const string Password = "weave-for-people";

    /// <summary>Handles one can sign in with.</summary>
    public static IReadOnlyCollection<string> Logins => [.. People.Cast.Logins.Keys];

    /// <summary>False when there were accounts already: then nothing is touched.</summary>
    public async Task<bool> Run(CancellationToken ct)
    {
        if (await writer.Run(db => db.Accounts.Any(), ct)) return false;
        var hash = passwords.Hash(Password, ct);
        var now = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Clock.TimeZone);
        var city = await Task.Run(() => City.Build(Seed, now, zone), ct);
        var numbers = new Numbers(Ids.Deterministic(clock));
        var people = new PeopleRows(city, numbers, await hash);
        var posts = new PostRows(city, people, numbers);
        var notices = new NoticeRows(city, posts, numbers);
        var filled = await writer.Run(db => Write(db, people, posts, notices), ct);
        // Follows and likes are not announced one by one.
        foreach (var memory in memories) memory.Forget();
        return filled;
    }

    private static bool Write(Db db, PeopleRows people, PostRows posts, NoticeRows notices)
    {
        if (db.Accounts.Any()) return false;
        db.AddRange(people.Accounts);
        db.AddRange(people.Users);
        db.AddRange(people.Follows);
        db.AddRange(people.Blocks);
        db.AddRange(people.Mutes);
        db.AddRange(posts.Posts);
        db.AddRange(posts.Edits);
        db.AddRange(posts.Mentions);
        db.AddRange(posts.Likes);
        db.AddRange(posts.Topics);
        db.AddRange(posts.PostTopics);
        db.AddRange(notices.Notices);
        foreach (var account in people.Accounts) db.Raise(new AccountOpened(account.Id));
        foreach (var topic in posts.Topics) db.Raise(new TopicOpened(topic.Id, topic.Key));
        foreach (var post in posts.Posts)
            db.Raise(new PostPublished(post.Id, post.AuthorId, post.Kind, post.Visibility, post.ParentId, post.RepostViaId ?? post.RepostOfId, []) { Imported = true });
        return true;
    }
}
