using Zhibo.Demo.People;
using Zhibo.Demo.Script;
using Zhibo.Posts;

namespace Zhibo.Demo.Staging;

/// <summary>What everybody else adds: short comments, words to pass a post on with, and reposts without words up to a round
/// number of posts.</summary>
internal sealed class Crowd(Cast cast, WordLists lists, Stage stage, TimePlan times, Dice dice)
{
    public const int Total = 3_000;

    /// <summary>Of these, about so many have a text; the rest are reposts without words.</summary>
    private const int WithText = 2_620;

    /// <summary>Words that fit any post.</summary>
    private const string ForAll = "pass";

    private const double RepostsWithWords = 0.27;
    private const double ThroughARepost = 0.3;

    public void Join()
    {
        Speak();
        PassOn();
    }

    private void Speak()
    {
        var roots = stage.Posts.Where(p => p is { Pool: not null, CrowdSize.Most: > 0 }).ToList();
        dice.Shuffle(roots);
        foreach (var root in roots.OrderByDescending(r => r.Heat >= 4))
            for (var left = dice.Between(root.CrowdSize.Least, root.CrowdSize.Most); left > 0 && stage.Posts.Count < WithText; left--)
                Add(root);
    }

    private void Add(Said root)
    {
        var passesOn = root.IsOpen && dice.Chance(RepostsWithWords);
        var lines = lists.Pool(root.Pool!).Concat(passesOn ? lists.Pool(ForAll) : []);
        var line = dice.Pick(lines.Where(l => (l[0] == '>') == passesOn).ToList());
        var subject = passesOn ? Through(root) : root;
        var at = times.After(subject.At, TimeSpan.FromMinutes(4 + dice.Exponential(110)), dice);
        if (at > times.Now) return;
        var author = Somebody(a => a != subject.Author && a != root.Author);
        if (stage.Compose(line.TrimStart('>'), times.DayOf(at), root.Scope!, mayRepeat: false) is not { } text) return;
        stage.Posts.Add(new Said
        {
            Author = author,
            At = at,
            Kind = passesOn ? PostKind.Quote : PostKind.Comment,
            Visibility = root.Visibility == Visibility.Unlisted && passesOn ? Visibility.Public : root.Visibility,
            Text = text,
            Subject = subject,
            Heat = 1,
        });
    }

    /// <summary>Some take it from somebody who passed it on: a chain.</summary>
    private Said Through(Said root)
    {
        if (!dice.Chance(ThroughARepost)) return root;
        var quotes = stage.Posts.Where(p => p.Kind == PostKind.Quote && p.Original == root).ToList();
        return quotes.Count == 0 ? root : dice.Pick(quotes);
    }

    private void PassOn()
    {
        var worth = stage.Posts.Where(p => p is { Kind: PostKind.Original or PostKind.Quote, Visibility: Visibility.Public }).OrderBy(p => p.At).ToList();
        var done = new HashSet<(Actor, Said)>();
        while (stage.Posts.Count < Total)
        {
            var subject = dice.Weighted(worth, p => p.Heat * p.Heat * p.Heat);
            var at = times.After(subject.At, TimeSpan.FromMinutes(3 + dice.Exponential(150)), dice);
            var author = dice.Chance(0.25) ? dice.Pick(cast.Agencies) : Somebody(_ => true);
            if (at > times.Now || author == subject.Author || !done.Add((author, subject))) continue;
            stage.Posts.Add(new Said { Author = author, At = at, Kind = PostKind.Repost, Subject = subject });
        }
    }

    private Actor Somebody(Func<Actor, bool> free) => dice.Weighted(cast.Crowd.Where(free).ToList(), a => a.Activity);
}
