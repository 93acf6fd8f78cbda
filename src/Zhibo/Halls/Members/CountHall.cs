using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts.Timelines;
using Zhibo.Regions;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Halls.Members;

/// <summary>Counts a hall at most once a minute: from memory, but for the followers and the texts that name topics.</summary>
public sealed class CountHall(AuthorSets authors, TimelineReader timelines, RegionTree regions, FollowerSums followers, IDbContextFactory<Db> databases, MomentOf moment)
{
    /// <summary>Whoever is silent for longer sleeps: seed 002.</summary>
    public static readonly TimeSpan Living = TimeSpan.FromDays(14);

    private const int PostsRead = 200, MostTopics = 8;
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(1);
    private readonly ConcurrentDictionary<long, Held> held = new();

    private sealed record Held(Membership Members, DateTimeOffset Until, Task<HallFigures> Figures);

    public async ValueTask<HallFigures> Of(HallEntry hall, Membership members, CancellationToken ct)
    {
        var now = moment.Now;
        if (held.TryGetValue(hall.Hall.Id, out var known) && known.Members == members && known.Until > now && !known.Figures.IsFaulted)
            return await known.Figures.WaitAsync(ct);
        var counting = Count(hall.Hall, members, now);
        // Until the posts are in memory, right after the start, nothing that was counted is kept.
        held[hall.Hall.Id] = new(members, authors.AreReady ? now + Fresh : now, counting);
        return await counting.WaitAsync(ct);
    }

    private async Task<HallFigures> Count(Hall hall, Membership members, DateTimeOffset now)
    {
        var awake = authors.WroteSince(members.All, Ids.Boundary(now - Living));
        var (counties, towns) = Reached(members, awake);
        return new(members.Count, members.Sealed)
        {
            Silent = members.Count - awake.Count,
            PostsToday = authors.PostsSince(members.All, Ids.Boundary(moment.Midnight)),
            Followers = await followers.Of(members),
            Counties = new(counties, regions.Now.Count(hall.RegionCode, RegionLevel.County)),
            Towns = new(towns, regions.Now.Count(hall.RegionCode, RegionLevel.Town)),
            Topics = await Topics(members),
        };
    }

    private (int Counties, int Towns) Reached(Membership members, HashSet<long> awake)
    {
        var map = regions.Now;
        HashSet<string> counties = [], towns = [];
        foreach (var node in members.Nodes.Where(n => awake.Contains(n.Id)))
        {
            if (map.UpTo(node.RegionCode, RegionLevel.County) is { } county) counties.Add(county.Code);
            if (map.UpTo(node.RegionCode, RegionLevel.Town) is { } town) towns.Add(town.Code);
        }
        return (counties.Count, towns.Count);
    }

    private async Task<IReadOnlyList<HallTopic>> Topics(Membership members)
    {
        var ids = await timelines.NewestOf(members.All, PostsRead, CancellationToken.None);
        await using var db = await databases.CreateDbContextAsync();
        var texts = await db.Posts.Where(p => ids.Contains(p.Id) && p.DeletedAt == null).OrderByDescending(p => p.Id).Select(p => p.Text).ToListAsync();
        return
        [
            .. texts.SelectMany(t => PostText.Parse(t).Where(k => k.Kind == TokenKind.Topic).Select(k => TopicName.Display(k.Value)).DistinctBy(TopicName.Key))
                .GroupBy(TopicName.Key).Select(g => new HallTopic(g.First(), g.Count())).OrderByDescending(t => t.Posts).Take(MostTopics),
        ];
    }
}
