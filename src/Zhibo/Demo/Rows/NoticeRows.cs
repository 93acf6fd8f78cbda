using Zhibo.Demo.People;
using Zhibo.Demo.Staging;
using Zhibo.Notifications;
using Zhibo.Notifications.Choosing;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.Demo.Rows;

/// <summary>Notices of those who can sign in; nobody could read the others.</summary>
internal sealed class NoticeRows
{
    private readonly Numbers _numbers;
    private readonly Dictionary<long, Actor> _logins;
    private readonly HashSet<(long, long)> _silenced = [];
    private readonly HashSet<(long, NoticeKind, long, long)> _given = [];
    private readonly Dictionary<long, long> _passedOn = [];
    private readonly Dictionary<(long, NoticeKind, long), NoticeGroup> _open = [];

    public NoticeRows(City city, PostRows posts, Numbers numbers)
    {
        _numbers = numbers;
        _logins = city.Cast.Everybody.Concat(city.Cast.Others).Where(a => a.IsLogin).ToDictionary(a => a.Id);
        foreach (var (by, target, _) in city.Ties.Blocks) _silenced.UnionWith([(by.Id, target.Id), (target.Id, by.Id)]);
        foreach (var (by, target, _, _) in city.Ties.Mutes) _silenced.Add((by.Id, target.Id));
        foreach (var said in city.Posts) OfPost(said, posts.MentionedIn(said.Id));
        foreach (var (by, said, at) in city.Ties.Likes) Give(said.Author.Id, NoticeKind.Like, by.Id, said.Id, at);
        foreach (var ((from, to), at) in city.Ties.Follows) Give(to.Id, NoticeKind.Follow, from.Id, 0, at);
        Subjects(city);
        foreach (var notice in Notices.OrderBy(n => n.Id)) Join(notice);
        Wishes(city);
    }

    public List<NoticeRow> Notices { get; } = [];

    public List<NoticeGroup> Groups { get; } = [];

    public List<NoticeWishes> Quiet { get; } = [];

    private void Subjects(City city)
    {
        foreach (var said in city.Posts.Where(p => p.Kind == PostKind.Repost && p.Subject is not null)) _passedOn[said.Id] = said.Subject!.Id;
    }

    /// <summary>As the site does it: likes, follows and reposts of the same thing share a line for half a day.</summary>
    private void Join(NoticeRow notice)
    {
        long? shared = notice.Kind switch
        {
            NoticeKind.Like => notice.PostId,
            NoticeKind.Follow => 0,
            NoticeKind.Repost when _passedOn.TryGetValue(notice.PostId, out var subject) => subject,
            _ => null,
        };
        var key = (notice.AccountId, notice.Kind, shared ?? notice.PostId);
        var open = shared is not null && _open.TryGetValue(key, out var known) && Ids.TimeOf(known.Id) + NoticeGroup.OpenFor > Ids.TimeOf(notice.Id) ? known : null;
        if (open is null)
        {
            open = _open[key] = new NoticeGroup { Id = notice.Id, AccountId = notice.AccountId, Kind = notice.Kind, SubjectId = key.Item3 };
            Groups.Add(open);
        }
        open.Take(notice.Id);
        notice.GroupId = open.Id;
    }

    /// <summary>One of them sleeps at night.</summary>
    private void Wishes(City city) =>
        Quiet.Add(new NoticeWishes { AccountId = city.Cast["citizen"].Id, QuietFrom = (22 * 60) + 30, QuietUntil = 7 * 60 });

    private void OfPost(Said said, IEnumerable<long> mentioned)
    {
        var subject = said.Subject?.Author.Id ?? 0;
        if (subject != 0) Give(subject, said.Kind == PostKind.Comment ? NoticeKind.Comment : NoticeKind.Repost, said.Author.Id, said.Id, said.At);
        foreach (var account in mentioned)
            if (account != subject) Give(account, NoticeKind.Mention, said.Author.Id, said.Id, said.At);
    }

    private void Give(long account, NoticeKind kind, long actor, long post, DateTimeOffset at)
    {
        if (account == actor || !_logins.ContainsKey(account) || _silenced.Contains((account, actor)) || !_given.Add((account, kind, actor, post))) return;
        Notices.Add(new NoticeRow { Id = _numbers.At(at), AccountId = account, Kind = kind, ActorId = actor, PostId = post });
    }
}
