using Zhibo.Data;
using Zhibo.Web;

namespace Zhibo.Feeds.Sources;

/// <summary>Everything public: the one feed of the kind <c>public</c>.</summary>
internal static class CityFeed
{
    public const string Kind = "public";

    public static FeedSource Source(SiteFace site) => new(Kind, (db, name, _) => Task.FromResult(name.Length == 0 ? Of(site, db) : null)) { NameIn = path => path == "/" ? "" : null };

    private static FeedSubject Of(SiteFace site, Db db) => new(Kind, "", site.Name, "/")
    {
        About = site.Slogan,
        Newest = (count, ct) => db.Posts.Newest(count, ct),
    };
}
