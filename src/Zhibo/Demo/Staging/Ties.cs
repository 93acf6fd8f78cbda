using Zhibo.Demo.People;
using Zhibo.Posts;

namespace Zhibo.Demo.Staging;

/// <summary>Who follows, likes, blocks and mutes whom. Follows are lopsided, as they are with public offices: everybody
/// follows the city, a few people have many readers, most have some.</summary>
internal sealed class Ties(Cast cast, IReadOnlyList<Said> posts, TimePlan times, Dice dice)
{
    private const int MostLikes = 90, Admirers = 31;
    private readonly HashSet<(Actor From, Actor To)> _met = [];

    public Dictionary<(Actor From, Actor To), DateTimeOffset> Follows { get; } = [];

    public List<(Actor By, Said Post, DateTimeOffset At)> Likes { get; } = [];

    public List<(Actor By, Actor Target, DateTimeOffset At)> Blocks { get; } = [];

    public List<(Actor By, Actor Target, DateTimeOffset At, DateTimeOffset? Until)> Mutes { get; } = [];

    public void Knot()
    {
        foreach (var post in posts)
            if (post.Subject is { } subject) Meet(post.Author, subject.Author);
        foreach (var citizen in cast.Citizens) FollowAsCitizen(citizen);
        foreach (var agency in cast.Agencies) FollowAsAgency(agency);
        FollowWhereOnlyFollowersRead();
        foreach (var post in posts)
            if (post.Kind != PostKind.Repost) Like(post);
        Please();
        Quarrel();
    }

    /// <summary>Something that one of the logins said went round: their notices show what many people look like.</summary>
    private void Please()
    {
        var wang = cast["citizen"];
        if (posts.Where(p => p.Author == wang && p.Kind == PostKind.Original && p.Visibility == Visibility.Public).MaxBy(p => p.At) is not { } post) return;
        var known = Likes.Where(l => l.Post == post).Select(l => l.By).ToHashSet();
        var span = times.Now - post.At < TimeSpan.FromHours(10) ? times.Now - post.At : TimeSpan.FromHours(10);
        foreach (var (place, by) in cast.Crowd.Where(a => a.JoinedAt < post.At && !known.Contains(a)).Take(Admirers).Index())
        {
            Likes.Add((by, post, post.At + (span * ((place + 1) / (Admirers + 2.0)))));
            Meet(by, wang);
        }
    }

    private void FollowAsCitizen(Actor citizen)
    {
        foreach (var agency in cast.Agencies)
        {
            var chance = agency.Handle == "weibodeyang" ? 1
                : agency.District == Cast.City ? (citizen.IsLogin ? 0.8 : 0.35)
                : agency.District != citizen.District ? 0.04
                : agency.Line == "宣传" ? 0.85 : 0.4;
            if (dice.Chance(chance)) Follow(citizen, agency);
        }
        for (var wish = 4 + (int)dice.Exponential(citizen.IsLogin ? 24 : 11); wish > 0; wish--)
        {
            var other = dice.Weighted(cast.Crowd, a => a.Activity * a.Activity * (a.District == citizen.District ? 3 : 1));
            if (other != citizen) Follow(citizen, other);
        }
        // Who talks with somebody often follows them.
        foreach (var (_, other) in _met.Where(m => m.From == citizen).ToList())
            if (dice.Chance(citizen.IsLogin ? 0.9 : 0.3)) Follow(citizen, other);
    }

    private void FollowAsAgency(Actor agency)
    {
        foreach (var other in cast.Agencies)
        {
            if (other == agency) continue;
            var chance = other.Handle == "weibodeyang" ? 1
                : other.Handle == "deyangxiaoneng" ? 0.8
                : other.Line == agency.Line || other.District == agency.District ? 0.6 : 0.12;
            if (dice.Chance(chance)) Follow(agency, other);
        }
    }

    private void FollowWhereOnlyFollowersRead()
    {
        foreach (var post in posts)
            if (post is { Visibility: Visibility.Followers, Subject: { } subject })
                for (var above = subject; above is not null; above = above.Subject) Follow(post.Author, above.Author);
    }

    private void Follow(Actor from, Actor to)
    {
        if (from == to || Follows.ContainsKey((from, to))) return;
        var since = from.JoinedAt > to.JoinedAt ? from.JoinedAt : to.JoinedAt;
        var span = times.Now - since;
        // Most were there before the sixty days began; some come every day.
        Follows[(from, to)] = since + span * Math.Pow(dice.Unit(), 1.4) * 0.999;
    }

    private void Like(Said post)
    {
        var mean = post.Kind == PostKind.Comment ? 1.1 : 1.2 + post.Heat * post.Heat * (post.Author.Handle == "weibodeyang" ? 0.7 : 0.45);
        var count = Math.Min(MostLikes, (int)dice.Exponential(mean));
        var done = new HashSet<Actor> { post.Author };
        for (; count > 0; count--)
        {
            var by = dice.Chance(0.06) ? cast["citizen"] : dice.Weighted(cast.Crowd, a => a.Activity);
            var at = times.After(post.At, TimeSpan.FromMinutes(1 + dice.Exponential(160)), dice);
            if (at > times.Now || at < by.JoinedAt || !done.Add(by)) continue;
            if (post.Visibility == Visibility.Followers && !Follows.ContainsKey((by, post.Author))) continue;
            Likes.Add((by, post, at));
            Meet(by, post.Author);
        }
    }

    /// <summary>Only between people who have nothing to do with each other, so that no talk is torn.</summary>
    private void Quarrel()
    {
        foreach (var (from, to) in Follows.Keys) Meet(from, to);
        var strangers = cast.Crowd.Select(by => (By: by, Target: dice.Pick(cast.Crowd))).Where(p => p.By != p.Target && !_met.Contains((p.By, p.Target)) && !_met.Contains((p.Target, p.By))).Take(11).ToList();
        var fromWang = cast.Crowd.Where(a => !_met.Contains((a, cast["citizen"])) && !_met.Contains((cast["citizen"], a))).Take(2).ToList();
        foreach (var (by, target) in strangers.Take(5).Concat(fromWang.Take(1).Select(a => (cast["citizen"], a))))
            Blocks.Add((by, target, Since(by, target)));
        foreach (var (by, target) in strangers.Skip(5).Concat(fromWang.Skip(1).Select(a => (cast["citizen"], a))))
            Mutes.Add((by, target, Since(by, target), dice.Chance(0.5) ? times.Now.AddDays(dice.Between(1, 20)) : null));
    }

    private DateTimeOffset Since(Actor by, Actor target)
    {
        var since = by.JoinedAt > target.JoinedAt ? by.JoinedAt : target.JoinedAt;
        return since + (times.Now - since) * (0.7 + dice.Unit() * 0.29);
    }

    private void Meet(Actor from, Actor to) => _met.Add((from, to));
}
