using System.Collections.Concurrent;
using Zhibo.Agencies.Tree;
using Zhibo.Posts.Timelines;

namespace Zhibo.Halls.Members;

/// <summary>The members of each hall: a query over the tree of agencies, and what was picked and left out. Kept until the
/// tree or the hall changes; 80,000 agencies take 20 ms.</summary>
public sealed class HallMembers(AgencyTree tree, AuthorSets authors)
{
    private readonly ConcurrentDictionary<long, Membership> held = new();

    public Membership Of(HallEntry hall)
    {
        var forest = tree.Now;
        if (held.TryGetValue(hall.Hall.Id, out var known) && known.Forest == forest && known.HallVersion == hall.Version) return known;
        return held[hall.Hall.Id] = new(forest, hall, authors.Of);
    }
}
