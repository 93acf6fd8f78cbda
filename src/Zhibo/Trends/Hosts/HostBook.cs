using System.Collections.Frozen;
using Zhibo.Agencies;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared.Facts;

namespace Zhibo.Trends.Hosts;

/// <summary>A topic in the care of an agency.</summary>
public sealed record Hosting(TopicHost Row, AgencyNode Agency)
{
    /// <summary>The agency is at work and somebody vouches for it; otherwise what it set up is not shown.</summary>
    public bool IsActive => Agency is { Sealed: true, State: AgencyState.Verified or AgencyState.Active };

    /// <summary>The agency is gone for good: another may take the topic.</summary>
    public bool IsOver => Agency.State == AgencyState.Closed;
}

/// <summary>Who hosts what and what halls keep out, in memory: every page with trends asks. Read anew when one changed.</summary>
public sealed class HostBook : IWatch<TopicKept>, IForget
{
    private readonly Engine engine;
    private readonly AgencyTree tree;
    private readonly Held<Shelf> held;

    public HostBook(Engine engine, AgencyTree tree)
    {
        (this.engine, this.tree) = (engine, tree);
        held = new(Load);
    }

    private sealed record Shelf(FrozenDictionary<long, TopicHost> Hosts, FrozenDictionary<(long Hall, long Topic), KeptOutTopic> KeptOut);

    /// <summary>Null where nobody hosts it.</summary>
    public Hosting? Of(long topicId) => held.Now.Hosts.GetValueOrDefault(topicId) is { } row && tree.Now.Of(row.AgencyId) is { } agency ? new(row, agency) : null;

    /// <summary>The longest hosted first.</summary>
    public IReadOnlyList<TopicHost> Of(AgencyNode agency) => [.. held.Now.Hosts.Values.Where(h => h.AgencyId == agency.Id).OrderBy(h => h.Since).ThenBy(h => h.TopicId)];

    public KeptOutTopic? KeptOut(long hallId, long topicId) => held.Now.KeptOut.GetValueOrDefault((hallId, topicId));

    /// <summary>Everything that a hall keeps out, the newest first.</summary>
    public IReadOnlyList<KeptOutTopic> KeptOutOf(long hallId) => [.. held.Now.KeptOut.Values.Where(k => k.HallId == hallId).OrderByDescending(k => k.Since).ThenBy(k => k.TopicId)];

    public void Seen(TopicKept fact) => held.Changed();

    public void Forget() => held.Changed();

    private Shelf Load()
    {
        using var db = engine.ReadHeld();
        return new(db.TopicHosts.ToList().ToFrozenDictionary(h => h.TopicId), db.KeptOutTopics.ToList().ToFrozenDictionary(k => (k.HallId, k.TopicId)));
    }
}
