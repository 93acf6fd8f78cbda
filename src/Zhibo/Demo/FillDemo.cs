using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Agencies;
using Zhibo.Agencies.Vouching;
using Zhibo.Data;
using Zhibo.Demo.Offices;
using Zhibo.Demo.Rows;
using Zhibo.Demo.Script;
using Zhibo.Documents.Files;
using Zhibo.Media;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.Demo;

/// <summary>
/// Fills an empty site with the demo city. One turn of the writer: the city is there whole or not at all, so a fill that was
/// killed is simply done again.
/// </summary>
public sealed class FillDemo(Writer writer, Passwords passwords, Settings settings, TimeProvider clock, FillDemo.Means means, IEnumerable<IForget> memories)
{
    /// <summary>What offices and pictures are made with.</summary>
    public sealed record Means(AgencyKeys Keys, IDbContextFactory<Db> Databases, MakeMedia Media, KeepPaper Papers, ILogger<FillDemo> Log);

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
        var pictures = MakePictures(ct);
        var papers = KeepPapers(ct);
        var now = clock.GetUtcNow();
        var zone = TimeZoneInfo.FindSystemTimeZoneById(settings.Clock.TimeZone);
        var city = await Task.Run(() => City.Build(Seed, now, zone), ct);
        await FirstRegions.Import(means.Databases, writer, new Founding(city.Times), ct);
        var numbers = new Numbers(Ids.Deterministic(clock));
        var people = new PeopleRows(city, numbers, await hash);
        var posts = new PostRows(city, people, numbers);
        var media = new MediaRows(posts.Posts, await pictures, people, numbers);
        var documents = new DocumentRows(city, posts, await papers, numbers, new Papers()["draft.title"]);
        var notices = new NoticeRows(city, posts, numbers);
        var letters = new LetterRows(city, numbers, new Papers());
        var offices = new OfficeRows(city, people, posts, numbers, new(means.Keys, settings.Site.Domain));
        var reading = new ReadingRows(city, posts, numbers, Seed);
        var filled = await writer.Run(db => Write(db, people, offices, posts, media, notices) && Write(db, letters) && Add(db, reading) && Write(db, documents), ct);
        // Follows and likes are not announced one by one.
        foreach (var memory in memories) memory.Forget();
        return filled;
    }

    /// <summary>A machine without libvips gets a city without pictures.</summary>
    private async Task<Dictionary<string, MediaFile>> MakePictures(CancellationToken ct)
    {
        var made = new Dictionary<string, MediaFile>(StringComparer.Ordinal);
        try
        {
            foreach (var name in MediaRows.Names)
            {
                await using var drawing = DataFile.Open($"pictures.{name}.webp");
                made[name] = await means.Media.Run(drawing, ct);
            }
        }
        catch (Exception e) when (e is Refusal or IOException or System.ComponentModel.Win32Exception)
        {
            means.Log.LogWarning("The city has no pictures: {Reason}", e.Message);
        }
        return made;
    }

    private static bool Add(Db db, ReadingRows reading)
    {
        db.AddRange(reading.Rows);
        return true;
    }

    /// <summary>A machine that cannot keep files gets documents without them.</summary>
    private async Task<Dictionary<string, KeepPaper.Kept>> KeepPapers(CancellationToken ct)
    {
        var kept = new Dictionary<string, KeepPaper.Kept>(StringComparer.Ordinal);
        try
        {
            foreach (var name in DocumentRows.Names)
            {
                await using var file = DataFile.Open($"documents.{name}.pdf");
                kept[name] = await means.Papers.Run(file, ct);
            }
        }
        catch (Exception e) when (e is Refusal or IOException)
        {
            means.Log.LogWarning("The city's documents have no files: {Reason}", e.Message);
        }
        return kept;
    }

    private static bool Write(Db db, DocumentRows documents)
    {
        db.AddRange(documents.Documents);
        db.AddRange(documents.Edits);
        db.AddRange(documents.Files);
        return true;
    }

    private static bool Write(Db db, PeopleRows people, OfficeRows offices, PostRows posts, MediaRows media, NoticeRows notices)
    {
        if (db.Accounts.Any()) return false;
        // Lines are rows before offices stand in them.
        NewAgencies.Prepare(db, parentId: null);
        db.AddRange(people.Accounts);
        db.AddRange(people.Users);
        db.SaveChanges();
        offices.Write(db);
        db.AddRange(people.Follows);
        db.AddRange(people.Blocks);
        db.AddRange(people.Mutes);
        db.AddRange(posts.Posts);
        db.AddRange(media.Files);
        db.AddRange(posts.Edits);
        db.AddRange(posts.Mentions);
        db.AddRange(posts.Likes);
        db.AddRange(posts.Topics);
        db.AddRange(posts.PostTopics);
        db.AddRange(notices.Notices);
        db.AddRange(notices.Groups);
        db.AddRange(notices.Quiet);
        db.AddRange(new ViewRows(posts, Ids.TimeOf(posts.Posts.Max(p => p.Id))).Counts);
        offices.WriteDesks(db);
        var asking = people.Users.Where(u => u.Status == UserStatus.AwaitingApproval).Select(u => u.AccountId).ToHashSet();
        foreach (var account in people.Accounts.Where(a => !asking.Contains(a.Id))) db.Raise(new AccountOpened(account.Id));
        foreach (var topic in posts.Topics) db.Raise(new TopicOpened(topic.Id, topic.Key));
        foreach (var post in posts.Posts)
            db.Raise(new PostPublished(post.Id, post.AuthorId, post.Kind, post.Visibility, post.ParentId, post.RepostViaId ?? post.RepostOfId, []) { Imported = true });
        return true;
    }

    private static bool Write(Db db, LetterRows letters)
    {
        db.AddRange(letters.Posts);
        db.AddRange(letters.Mentions);
        db.AddRange(letters.Conversations);
        db.AddRange(letters.Parties);
        db.AddRange(letters.Messages);
        db.AddRange(letters.Rules);
        db.AddRange(letters.Reports);
        return true;
    }
}
