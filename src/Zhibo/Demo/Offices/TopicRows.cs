using System.Globalization;
using Zhibo.Data;
using Zhibo.Demo.People;
using Zhibo.Demo.Rows;
using Zhibo.Halls;
using Zhibo.Posts;
using Zhibo.Shared.Text;
using Zhibo.Trends;
using Zhibo.Trends.Hosts;

namespace Zhibo.Demo.Offices;

/// <summary>Who looks after which topic, what they set above, and the one that the city's hall does not rank.</summary>
internal sealed class TopicRows
{
    private readonly City _city;
    private readonly RegisterRows _register;
    private readonly PostRows _posts;
    private readonly Numbers _numbers;
    private readonly Papers _papers;
    private readonly List<TopicHost> _hosts = [];
    private readonly List<TopicPin> _pins = [];
    private readonly List<KeptOutTopic> _keptOut = [];

    public TopicRows(City city, RegisterRows register, Hall hall, PostRows posts, Numbers numbers, Papers papers)
    {
        (_city, _register, _posts, _numbers, _papers) = (city, register, posts, numbers, papers);
        Host("lifts", "deyangzhujian", "tangxiaoyun", TimeSpan.FromDays(5));
        Host("bus", "deyanggongjiao", "tangxiaoyun", TimeSpan.FromDays(1));
        Host("today", "weibodeyang", "editor", TimeSpan.FromDays(41));
        KeepOut("night", hall);
    }

    public void Write(Db db)
    {
        db.AddRange(_hosts);
        db.AddRange(_pins);
        db.AddRange(_keptOut);
        foreach (var topic in _hosts.Select(h => h.TopicId).Concat(_keptOut.Select(k => k.TopicId))) db.Raise(new TopicKept(topic));
    }

    /// <summary>What the host said last and what moved people most stand first.</summary>
    private void Host(string key, string agency, string person, TimeSpan since)
    {
        if (Find(key) is not { } topic) return;
        var (office, who, at) = (_city.Cast[agency], _city.Cast[person], _city.Times.Now - since);
        _hosts.Add(new() { TopicId = topic.Id, AgencyId = office.Id, Introduction = _papers["introduction." + key], Since = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) });
        _register.Chronicle.Add(at, who, "topic.hosted", office.Id, HostRules.Subject(topic));
        var standing = _posts.PostTopics.Where(t => t.TopicId == topic.Id).Select(t => t.PostId).ToHashSet();
        var under = _posts.Posts.Where(p => standing.Contains(p.Id) && p.Kind == PostKind.Original).ToList();
        foreach (var post in new[] { under.Where(p => p.AuthorId != office.Id).MaxBy(p => (p.LikesCount, p.Id)), under.Where(p => p.AuthorId == office.Id).MaxBy(p => p.Id) }.OfType<Post>()) Pin(topic, office, who, post);
    }

    private void Pin(Topic topic, Actor office, Actor who, Post post)
    {
        var at = post.CreatedAt.AddMinutes(4);
        if (at > _city.Times.Now) return;
        _pins.Add(new() { Id = _numbers.At(at), TopicId = topic.Id, PostId = post.Id });
        _register.Chronicle.Add(at, who, "topic.pinned", office.Id, HostRules.Subject(topic), "post " + post.Id.ToString(CultureInfo.InvariantCulture));
    }

    private void KeepOut(string key, Hall hall)
    {
        if (Find(key) is not { } topic) return;
        var (reason, at) = (_papers["kept_out." + key], _city.Times.Now.AddDays(-20));
        _keptOut.Add(new() { HallId = hall.Id, TopicId = topic.Id, Reason = reason, Since = DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds()) });
        _register.Chronicle.Add(at, _city.Cast["halladmin"], "topic.kept_out", null, HostRules.Subject(topic), $"hall {hall.Slug}: {reason}");
    }

    private Topic? Find(string key)
    {
        var wanted = TopicName.Key(_papers["topic." + key]);
        return _posts.Topics.FirstOrDefault(t => t.Key == wanted);
    }
}
