using Zhibo.Demo.People;
using Zhibo.Demo.Staging;
using Zhibo.Notifications;
using Zhibo.Posts;

namespace Zhibo.Demo.Rows;

/// <summary>Notices of those who can sign in; nobody could read the others.</summary>
internal sealed class NoticeRows
{
    private readonly Numbers _numbers;
    private readonly Dictionary<long, Actor> _logins;
    private readonly HashSet<(long, long)> _silenced = [];
    private readonly HashSet<(long, NoticeKind, long, long)> _given = [];

    public NoticeRows(City city, PostRows posts, Numbers numbers)
    {
        _numbers = numbers;
        _logins = city.Cast.Everybody.Concat(city.Cast.Others).Where(a => a.IsLogin).ToDictionary(a => a.Id);
        foreach (var (by, target, _) in city.Ties.Blocks) _silenced.UnionWith([(by.Id, target.Id), (target.Id, by.Id)]);
        foreach (var (by, target, _, _) in city.Ties.Mutes) _silenced.Add((by.Id, target.Id));
        foreach (var said in city.Posts) OfPost(said, posts.MentionedIn(said.Id));
        foreach (var (by, said, at) in city.Ties.Likes) Give(said.Author.Id, NoticeKind.Like, by.Id, said.Id, at);
        foreach (var ((from, to), at) in city.Ties.Follows) Give(to.Id, NoticeKind.Follow, from.Id, 0, at);
    }

    public List<NoticeRow> Notices { get; } = [];

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
