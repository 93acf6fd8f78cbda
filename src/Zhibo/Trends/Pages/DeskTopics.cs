using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Halls;
using Zhibo.Halls.Members;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Trends.Hosts;

namespace Zhibo.Trends.Pages;

/// <param name="Hosted">The longest hosted first.</param>
/// <param name="Free">What rises in the agency's halls and nobody hosts.</param>
/// <param name="IsMember">Of a hall; others host nothing.</param>
public sealed record DeskTopicsView(string Handle, IReadOnlyList<HostedRow> Hosted, IReadOnlyList<TrendView> Free, bool IsMember);

public sealed record HostedRow(string Name, string Manage, long Posts, int People, DateTimeOffset Since);

/// <summary>A topic before the people of an agency.</summary>
/// <param name="Name">Without # signs.</param>
public sealed record DeskTopicView(string Handle, string Name)
{
    /// <summary>This agency hosts it.</summary>
    public bool Own { get; init; }

    /// <summary>Nobody hosts it and this agency may.</summary>
    public bool Free { get; init; }

    /// <summary>Somebody else who hosts it.</summary>
    public HostView? Host { get; init; }

    public string Introduction { get; init; } = "";

    /// <summary>What was typed and not taken.</summary>
    public string? Typed { get; init; }

    public IReadOnlyList<PinRow> Pins { get; init; } = [];

    /// <summary>The newest posts that could be pinned.</summary>
    public IReadOnlyList<PinRow> Newest { get; init; } = [];
}

/// <summary>A post in one line.</summary>
public sealed record PinRow(long Id, string Author, string Excerpt, DateTimeOffset At);

/// <summary>What a desk sees of topics.</summary>
internal sealed class DeskTopics(Db db, HostBook book, HostRules rules, TrendBoard board, TrendViews trends, HallChoice halls)
{
    private const int MostRows = 20, Excerpt = 60;

    public async Task<DeskTopicsView> List(ActingSeat seat, CancellationToken ct)
    {
        var hosted = halls.Agency(seat.AccountId) is { } agency ? book.Of(agency) : [];
        var ids = hosted.Select(h => h.TopicId).ToList();
        var topics = await db.Topics.Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
        var rows = hosted.Where(h => topics.ContainsKey(h.TopicId)).Select(h => (Row: h, Topic: topics[h.TopicId]))
            .Select(h => new HostedRow(TopicName.Display(h.Topic.Name), DeskTopicRoutes.Path(seat.Handle, h.Topic), h.Topic.PostsCount, board.People(h.Topic.Id), h.Row.Since)).ToList();
        var free = halls.Of(seat.AccountId).SelectMany(hall => trends.Of(hall)).Where(t => t.Host is null).DistinctBy(t => TopicName.Key(t.Name)).Take(MostRows).ToList();
        return new(seat.Handle, rows, free, rules.IsMember(seat.AccountId));
    }

    public async Task<DeskTopicView> One(ActingSeat seat, string name, CancellationToken ct)
    {
        var topic = HostRules.Find(db, name);
        var view = new DeskTopicView(seat.Handle, TopicName.Display(topic.Name));
        var hosting = book.Of(topic.Id);
        if (hosting is { IsOver: false } && hosting.Agency.Id != seat.AccountId) return view with { Host = trends.Host(topic) };
        if (hosting?.Agency.Id != seat.AccountId) return view with { Free = rules.IsMember(seat.AccountId) && seat.HasVoice };
        var pinned = await db.TopicPins.Where(p => p.TopicId == topic.Id).OrderByDescending(p => p.Id).Select(p => p.PostId).ToListAsync(ct);
        var newest = await PinInTopic.Standing(db, topic.Id).OrderByDescending(id => id).Take(MostRows).ToListAsync(ct);
        var rows = await Rows([.. pinned, .. newest], ct);
        return view with
        {
            Own = true,
            Introduction = hosting!.Row.Introduction,
            Pins = [.. pinned.Where(rows.ContainsKey).Select(id => rows[id])],
            Newest = [.. newest.Where(id => rows.ContainsKey(id) && !pinned.Contains(id)).Select(id => rows[id])],
        };
    }

    private async Task<Dictionary<long, PinRow>> Rows(List<long> ids, CancellationToken ct)
    {
        var posts = await db.Posts.Where(p => ids.Contains(p.Id) && p.DeletedAt == null).Join(db.Accounts, p => p.AuthorId, a => a.Id, (p, a) => new { p.Id, Text = p.Warning ?? p.Text, a.Nickname }).ToListAsync(ct);
        return posts.ToDictionary(p => p.Id, p => new PinRow(p.Id, p.Nickname, PostHtml.Plain(p.Text, Excerpt), Ids.TimeOf(p.Id)));
    }
}

/// <summary>The halls that an agency belongs to.</summary>
internal sealed class HallChoice(HallBook halls, HallMembers members, AgencyTree tree)
{
    public AgencyNode? Agency(long id) => tree.Now.Of(id);

    public IEnumerable<HallEntry> Of(long agencyId) => halls.Now.All.Where(h => members.Of(h).Holds(agencyId)).OrderByDescending(h => h.Hall.IsMain);
}
