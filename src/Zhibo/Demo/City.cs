using System.Globalization;
using Zhibo.Demo.Calendar;
using Zhibo.Demo.Offices;
using Zhibo.Demo.People;
using Zhibo.Demo.Script;
using Zhibo.Demo.Staging;

namespace Zhibo.Demo;

/// <summary>The whole city, made up in memory: the same for the same seed, day and hour.</summary>
internal sealed record City(Cast Cast, IReadOnlyList<Said> Posts, Ties Ties, TimePlan Times)
{
    private static readonly TimeOnly WangComes = new(19, 30);

    public static City Build(ulong seed, DateTimeOffset now, TimeZoneInfo zone)
    {
        var times = new TimePlan(now, zone);
        var cast = Cast.Gather(seed);
        MoveIn(cast, times, Dice.For(seed, "joined"));
        var (lists, almanac) = (WordLists.Open(), new Almanac(new Sky(seed)));
        var stage = new Stage(cast, lists, almanac, times);
        new Programme(SceneBook.Open(), almanac, stage, times, seed).Play();
        Ask(cast, stage, times, Dice.For(seed, "asks"));
        Poll(cast, stage, times);
        foreach (var paper in PaperEntry.All()) stage.Posts.Add(paper.Post(cast, times));
        Talk(cast, stage, times, Dice.For(seed, "talk"));
        new Crowd(cast, lists, stage, times, Dice.For(seed, "crowd")).Join();
        IReadOnlyList<Said> posts = [.. stage.Posts.OrderBy(p => p.At)];
        var ties = new Ties(cast, posts, times, Dice.For(seed, "ties"));
        ties.Knot();
        return new(cast, posts, ties, times);
    }

    /// <summary>So that somebody waits at the desk whenever the city is opened.</summary>
    private static void Ask(Cast cast, Stage stage, TimePlan times, Dice dice)
    {
        foreach (var row in DataFile.Rows("asks.txt"))
        {
            var author = dice.Pick([.. cast.Crowd.Where(a => a.District == row[1])]);
            stage.Posts.Add(new Said { Author = author, At = times.Now.AddMinutes(-int.Parse(row[0], CultureInfo.InvariantCulture)), Text = row[2] });
        }
    }

    private static void Poll(Cast cast, Stage stage, TimePlan times)
    {
        foreach (var row in DataFile.Rows("polls.txt"))
        {
            var at = times.Now.AddMinutes(-int.Parse(row[0], CultureInfo.InvariantCulture));
            stage.Posts.Add(new Said { Author = cast[row[1]], At = at, Text = row[5], Heat = 3, Poll = Asked.Of(row[2], row[3], row[4], row[6]) });
        }
    }

    /// <summary>So that something is talked about more than usual whenever the city is opened: each time by somebody else.</summary>
    private static void Talk(Cast cast, Stage stage, TimePlan times, Dice dice)
    {
        var spoke = new HashSet<Actor>();
        foreach (var row in DataFile.Rows("talk.txt"))
        {
            var author = char.IsAsciiLetter(row[1][0]) ? cast[row[1]] : dice.Pick([.. cast.Crowd.Where(a => a.District == row[1] && !spoke.Contains(a))]);
            spoke.Add(author);
            stage.Posts.Add(new Said { Author = author, At = times.Now.AddMinutes(-int.Parse(row[0], CultureInfo.InvariantCulture)), Text = row[2], Heat = 1 });
        }
    }

    private static void MoveIn(Cast cast, TimePlan times, Dice dice)
    {
        foreach (var actor in cast.Everybody)
        {
            actor.JoinedAt = times.Begin.AddHours(-dice.Between(actor.IsCitizen ? 24 : 3_000, actor.IsCitizen ? 20_000 : 26_000));
            // They were there when the register was begun.
            if (actor.IsLogin) actor.JoinedAt = times.Begin.AddHours(-3_000);
        }
        foreach (var actor in cast.Others) actor.JoinedAt = times.Now - actor.CameBefore;
        cast["weibodeyang"].JoinedAt = times.Begin.AddHours(-27_000);
        // Her first post says that she is new.
        cast["citizen"].JoinedAt = times.Moment(times.Today.AddDays(-58), WangComes);
    }
}
