using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Web;

namespace Zhibo.Feeds.Sources;

/// <summary>Everything public: the one feed of the kind <c>public</c>.</summary>
internal static class CityFeed
{
    public const string Kind = "public";

    public static FeedSource Source(SiteFace site, HallBook halls) =>
        new(Kind, (db, name, _) => Task.FromResult(name.Length == 0 ? Of(site, PathNow(halls), db) : null)) { NameIn = page => page.AbsolutePath == PathNow(halls) ? "" : null };

    /// <summary>The city stands at the front as long as no hall does.</summary>
    private static string PathNow(HallBook halls) => halls.Now.Main is null ? "/" : "/city";

    private static FeedSubject Of(SiteFace site, string path, Db db) => new(Kind, "", site.Name, path)
    {
        About = site.Slogan,
        Newest = (count, ct) => db.Posts.Newest(count, ct),
    };
}
