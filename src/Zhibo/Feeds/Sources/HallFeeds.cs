using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Halls.Members;
using Zhibo.Posts.Timelines;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Sources;

/// <summary>What the agencies of a hall say, under <c>halls</c>.</summary>
internal sealed class HallFeeds(HallBook book, HallMembers members, TimelineReader timelines)
{
    public const string Kind = "halls";
    private const int LongestAbout = 150;

    public FeedSource Source => new(Kind, Find) { NameIn = SlugIn };

    /// <summary>The hall whose page has this address.</summary>
    public string? SlugIn(Uri page) => page.AbsolutePath == "/" ? book.Now.Main?.Hall.Slug : PagePath.After(page.AbsolutePath, "/halls/");

    public FeedSubject Of(HallEntry entry) => new(Kind, entry.Hall.Slug, entry.Hall.Name, entry.Home)
    {
        About = PostHtml.Plain(entry.Hall.Intro, LongestAbout),
        Since = Ids.TimeOf(entry.Hall.Id),
        Newest = async (count, ct) => [.. await timelines.NewestOf(members.Of(entry).All, count, ct)],
    };

    private Task<FeedSubject?> Find(Db db, string name, CancellationToken ct) =>
        Task.FromResult(book.Now.BySlug(name) is { } entry ? Of(entry) : null);
}
