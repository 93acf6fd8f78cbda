using System.Globalization;
using Zhibo.Demo.Offices;
using Zhibo.Demo.People;
using Zhibo.Demo.Script;
using Zhibo.Messages;
using Zhibo.Messages.Reports;
using Zhibo.Posts;

namespace Zhibo.Demo.Rows;

/// <summary>What people say in private, by the rules of messages: offices hear everybody, strangers ask first.</summary>
internal sealed class LetterRows
{
    private static readonly TimeSpan Sitting = TimeSpan.FromDays(1);

    private readonly City _city;
    private readonly Numbers _numbers;
    private readonly Dictionary<string, Conversation> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<(long Conversation, long Account), ConversationParty> _parties = [];
    private readonly Dictionary<long, Post> _last = [];

    public LetterRows(City city, Numbers numbers, Papers papers)
    {
        (_city, _numbers) = (city, numbers);
        foreach (var row in DataFile.Rows("letters.txt"))
            Say(city.Times.Now.AddMinutes(-int.Parse(row[0], CultureInfo.InvariantCulture)), city.Cast[row[1]], city.Cast[row[2]], row[3], read: row.Length > 4 && row[4] == "read");
        TakeOne();
        Rules.Add(new() { AccountId = city.Cast["weibodeyang"].Id, AwayText = papers["away"] });
        Rules.Add(new() { AccountId = city.Cast["zhangyiran"].Id, Who = WhoMayWrite.Followed });
        ReportLast(papers["report"]);
    }

    public List<Post> Posts { get; } = [];

    public List<Mention> Mentions { get; } = [];

    public IReadOnlyCollection<Conversation> Conversations => _byKey.Values;

    public IReadOnlyCollection<ConversationParty> Parties => _parties.Values;

    public List<Message> Messages { get; } = [];

    public List<MessageRule> Rules { get; } = [];

    public List<MessageReport> Reports { get; } = [];

    private void Say(DateTimeOffset at, Actor from, Actor to, string text, bool read)
    {
        var key = Conversation.KeyOf([from.Id, to.Id]);
        if (!_byKey.TryGetValue(key, out var talk)) _byKey[key] = talk = new() { Id = _numbers.At(at), Key = key, StartedBy = from.Id };
        var before = _last.GetValueOrDefault(talk.Id) is { } last && at - last.CreatedAt < Sitting ? last : null;
        var post = new Post
        {
            Id = _numbers.At(at),
            AuthorId = from.Id,
            Kind = before is null ? PostKind.Original : PostKind.Comment,
            Visibility = Visibility.Direct,
            Text = text,
            Language = "zh-CN",
            ParentId = before?.Id,
            RootId = before?.RootId ?? before?.Id,
        };
        Posts.Add(_last[talk.Id] = post);
        if (before is not null) before.CommentsCount++;
        if (before?.RootId is { } root) Posts.Find(p => p.Id == root)!.CommentsCount++;
        Mentions.Add(new() { PostId = post.Id, Start = -1, AccountId = to.Id });
        Messages.Add(new() { PostId = post.Id, ConversationId = talk.Id, AuthorId = from.Id });
        Spoke(Party(talk, from), post);
        Hear(Party(talk, to), from, to, post, read);
    }

    private ConversationParty Party(Conversation talk, Actor who)
    {
        if (_parties.TryGetValue((talk.Id, who.Id), out var held)) return held;
        return _parties[(talk.Id, who.Id)] = new() { ConversationId = talk.Id, AccountId = who.Id };
    }

    private static void Spoke(ConversationParty party, Post post) =>
        (party.State, party.LastId, party.ReadId, party.Unread, party.Since) = (PartyState.Accepted, post.Id, post.Id, 0, null);

    private void Hear(ConversationParty party, Actor from, Actor to, Post post, bool read)
    {
        party.LastId = post.Id;
        if (!to.IsCitizen || _city.Ties.Follows.ContainsKey((to, from))) party.State = PartyState.Accepted;
        if (read) (party.ReadId, party.Unread) = (post.Id, 0);
        else party.Unread++;
        if (!to.IsCitizen && !read) party.Since ??= post.CreatedAt;
    }

    /// <summary>The handler is at it already.</summary>
    private void TakeOne()
    {
        var lead = _city.Cast["weibodeyang"].Id;
        if (Parties.Where(p => p.AccountId == lead && p.Since is not null).MinBy(p => p.Since) is { } party) party.TakenBy = _city.Cast["handler"].UserId;
    }

    private void ReportLast(string reason)
    {
        var (post, wang) = (Posts[^1], _city.Cast["citizen"]);
        Reports.Add(new() { Id = _numbers.At(_city.Times.Now.AddMinutes(-30)), PostId = post.Id, AuthorId = post.AuthorId, ReporterId = wang.Id, Reason = reason, Text = post.Text });
    }
}
