using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Sources;

/// <summary>What the agencies of a hall say, under <c>halls</c>.</summary>
internal sealed class HallFeeds(AgencyTree tree)
{
    public const string Kind = "halls";
    private const int LongestAbout = 150;
    private const int LongestSlug = 60;

    /// <summary>Members of a hall post often: looking through this many of the city's newest finds most pages.</summary>
    private const int LookedThrough = 1000;

    public FeedSource Source => new(Kind, Find) { NameIn = path => path == "/" ? "" : PagePath.After(path, "/halls/") };

    public FeedSubject Of(Hall hall, Db db) => new(Kind, hall.Slug, hall.Name, "/halls/" + hall.Slug)
    {
        About = PostHtml.Plain(hall.Intro, LongestAbout),
        Since = Ids.TimeOf(hall.Id),
        Newest = (count, ct) => Newest(hall, db, count, ct),
    };

    /// <summary>Agencies that speak in the hall: what its region and line hold, with those picked and without those left out.</summary>
    public async Task<IReadOnlyList<AgencyNode>> Members(Hall hall, Db db, CancellationToken ct)
    {
        var picks = await db.HallPicks.Where(p => p.HallId == hall.Id).ToDictionaryAsync(p => p.AgencyId, p => p.LeftOut, ct);
        return [.. tree.Now.All.Where(a => IsLiving(a) && (picks.TryGetValue(a.Id, out var leftOut) ? !leftOut : IsFound(hall, a)))];
    }

    private static bool IsLiving(AgencyNode agency) => agency.State is AgencyState.Verified or AgencyState.Active;

    private static bool IsFound(Hall hall, AgencyNode agency) =>
        (hall.RegionCode is null || agency.IsIn(hall.RegionCode)) && (hall.LineKey is null || agency.LineKey == hall.LineKey);

    private async Task<FeedSubject?> Find(Db db, string name, CancellationToken ct)
    {
        if (name.Length > LongestSlug || !InputText.CleanLine(name, LongestSlug).Ok) return null;
        // Without a name it is the one that stands at the front of the site.
        return await db.Halls.FirstOrDefaultAsync(h => h.Slug == name || (name.Length == 0 && h.IsMain), ct) is { } hall ? Of(hall, db) : null;
    }

    private async Task<List<long>> Newest(Hall hall, Db db, int count, CancellationToken ct)
    {
        var members = (await Members(hall, db, ct)).Select(a => a.Id).ToHashSet();
        var newest = await db.Posts.ForEverybody().OrderByDescending(p => p.Id).Take(LookedThrough).Select(p => new { p.Id, p.AuthorId }).ToListAsync(ct);
        List<long> found = [.. newest.Where(p => members.Contains(p.AuthorId)).Take(count).Select(p => p.Id)];
        if (found.Count == count || newest.Count < LookedThrough || members.Count == 0) return found;
        return await db.Posts.Where(p => members.Contains(p.AuthorId)).Newest(count, ct);
    }
}
