using Zhibo.Demo.Calendar;
using Zhibo.Demo.People;
using Zhibo.Demo.Script;
using Zhibo.Posts;

namespace Zhibo.Demo.Staging;

/// <summary>Plays scenes: casts them, fills their words, and sets each line to its time.</summary>
internal sealed class Stage(Cast cast, WordLists lists, Almanac almanac, TimePlan times)
{
    private const int Tries = 6;
    private const char EditHere = '\u0001';
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);
    private readonly HashSet<(Actor, DateOnly)> _spoke = [];

    public List<Said> Posts { get; } = [];

    public Scope NewScope(Traits traits, Dice dice) => new(cast, lists, almanac, traits, dice);

    /// <summary>False when nothing came of it: its time has not come yet, or all it can say was said before.</summary>
    public bool Play(Scene scene, DateOnly day, Scope scope)
    {
        var before = Posts.Count;
        Say(scene.Root, scene.Traits, null, times.Within(day, scene.Traits.Hours(), scope.Dice), scope);
        return Posts.Count > before;
    }

    /// <summary>A text nobody has said yet, as far as the pattern gives it.</summary>
    public string? Compose(string pattern, DateOnly day, Scope scope, bool mayRepeat)
    {
        var text = "";
        for (var attempt = 0; attempt < Tries; attempt++)
        {
            text = scope.Fill(pattern, day).Trim();
            if (_said.Add(text)) return text;
        }
        return mayRepeat ? text : null;
    }

    private void Say(Speech speech, Traits traits, Said? subject, DateTimeOffset at, Scope scope)
    {
        if (at > times.Now || at < times.Begin) return;
        var day = times.DayOf(at);
        var author = scope.Play(speech.Role, speech.Tag, a => !_spoke.Contains((a, day)));
        var (pattern, edit) = Edit(speech.Text);
        if (Compose(pattern, day, scope, mayRepeat: subject is not null) is not { } text) return;
        if (subject is null) _spoke.Add((author, day));
        var said = new Said
        {
            Author = author,
            At = at,
            Kind = subject is null ? PostKind.Original : speech.Repost ? PostKind.Quote : PostKind.Comment,
            Visibility = subject is not null && !speech.Repost ? subject.Visibility : Seen(speech.Traits),
            Text = text.Replace(EditHere.ToString(), edit.After, StringComparison.Ordinal),
            Warning = speech.Traits["cw"],
            Subject = subject,
            Corrected = Corrected(speech.Traits, text.Replace(EditHere.ToString(), edit.Before, StringComparison.Ordinal), at),
            Heat = subject is null ? traits.Number("heat") ?? 1 : 1,
            Pool = subject is null ? traits["pool"] : null,
            CrowdSize = traits.Range("crowd"),
            Scope = scope,
        };
        Posts.Add(said);
        foreach (var reply in speech.Replies) Say(reply, traits, said, times.After(at, reply.After, scope.Dice), scope);
    }

    private static Visibility Seen(Traits own) => own["vis"] switch
    {
        "followers" => Visibility.Followers,
        "unlisted" => Visibility.Unlisted,
        _ => Visibility.Public,
    };

    /// <summary>[[wrong=>right]] is written wrong first.</summary>
    private static (string Pattern, (string Before, string After) Edit) Edit(string pattern)
    {
        var from = pattern.IndexOf("[[", StringComparison.Ordinal);
        if (from < 0) return (pattern, ("", ""));
        var to = pattern.IndexOf("]]", from, StringComparison.Ordinal);
        var sides = pattern[(from + 2)..to].Split("=>");
        return (pattern[..from] + EditHere + pattern[(to + 2)..], (sides[0], sides[1]));
    }

    private Correction? Corrected(Traits own, string before, DateTimeOffset at)
    {
        if (own["edit"]?.Split('/') is not [var after, var reason]) return null;
        var then = at + SceneBook.Delay(after);
        return then <= times.Now ? new(before, then, reason) : null;
    }
}
