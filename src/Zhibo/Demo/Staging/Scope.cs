using System.Globalization;
using Zhibo.Demo.Calendar;
using Zhibo.Demo.People;
using Zhibo.Demo.Script;

namespace Zhibo.Demo.Staging;

/// <summary>Who and where a scene is about. What was said once stays: the street of the question is the street of the answer.</summary>
internal sealed class Scope(Cast cast, WordLists lists, Almanac almanac, Traits traits, Dice dice)
{
    private readonly Dictionary<string, Actor> _roles = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);
    private readonly Dictionary<char, int> _alike = [];
    private string? _district;

    public Dice Dice => dice;

    public string District => _district ??= Cast.SomeDistrict(dice);

    /// <summary>The one who plays a role; drawn when it is first called.</summary>
    public Actor Play(string role, string? tag, Func<Actor, bool> free)
    {
        if (_roles.TryGetValue(role, out var actor)) return actor;
        _roles[role] = actor = role.Length <= 2 && char.IsAsciiLetterUpper(role[0]) ? Draw(role[0], tag, free) : cast[role];
        Settle(actor);
        return actor;
    }

    public string Fill(string pattern, DateOnly date) => new Phrase(dice, slot => Slot(slot, date), _alike).Make(pattern);

    private string Slot(string slot, DateOnly date)
    {
        if (slot[0] == '@') return "@" + Named(slot[1..]).Nickname;
        if (slot.Length == 1 && _roles.TryGetValue(slot, out var actor)) return actor.Nickname;
        if (_bound.TryGetValue(slot, out var known)) return known;
        if (char.IsAsciiDigit(slot[0])) return Figure(slot);
        return OfDay(slot, date) ?? (_bound[slot] = Place(slot, date));
    }

    private Actor Named(string role) => Play(role, null, _ => true);

    private Actor Draw(char role, string? tag, Func<Actor, bool> free) => role switch
    {
        'H' => cast["weibodeyang"],
        'W' => cast["citizen"],
        'O' => cast.Office(traits["O"]!, District, dice),
        'L' => cast.OfLine(traits["as"]!, dice),
        'F' => cast.Publisher(District),
        'T' => dice.Pick(cast.Agencies.Where(a => a.Line == (traits["dof"] == "town" ? "乡镇" : "社区")).ToList()),
        _ => Citizen(role, tag, free),
    };

    private Actor Citizen(char role, string? tag, Func<Actor, bool> free)
    {
        var able = cast.Crowd.Where(a => (tag is null || a.Tags.Contains(tag)) && !_roles.ContainsValue(a)).ToList();
        var willing = able.Where(free).ToList();
        // Who chimes in often lives around the corner.
        var near = role != 'C' && _district is not null && dice.Chance(0.6) ? willing.Where(a => a.District == _district).ToList() : [];
        return dice.Weighted(near.Count > 4 ? near : willing.Count > 0 ? willing : able, a => a.Activity);
    }

    private void Settle(Actor actor)
    {
        _district ??= actor.District == Cast.City ? Cast.SomeDistrict(dice) : actor.District;
        if (actor.Spot.Length > 0) _bound.TryAdd(actor.Line == "社区" ? "community" : "town", actor.Spot);
    }

    private string Figure(string slot)
    {
        var ends = slot.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        return dice.Between(ends[0], ends[^1]).ToString(CultureInfo.InvariantCulture);
    }

    private string? OfDay(string slot, DateOnly date) => slot switch
    {
        "date" => DayOf(date),
        "weekday" => Almanac.DayName(date),
        "tomorrow" => DayOf(date.AddDays(1)),
        "tomorrowday" => Almanac.DayName(date.AddDays(1)),
        "district" => District,
        "sky" => almanac.Weather(date).Words,
        "sky1" => almanac.Weather(date.AddDays(1)).Words,
        "low" => Degrees(almanac.Weather(date).Low),
        "low1" => Degrees(almanac.Weather(date.AddDays(1)).Low),
        "high" => Degrees(almanac.Weather(date).High),
        "high1" => Degrees(almanac.Weather(date.AddDays(1)).High),
        "wind" => almanac.Weather(date).Wind,
        "aqi" => Degrees(almanac.Weather(date).AirIndex),
        "air" => almanac.Weather(date).Air,
        _ when slot.StartsWith("date+", StringComparison.Ordinal) => DayOf(date.AddDays(int.Parse(slot.AsSpan(5), CultureInfo.InvariantCulture))),
        _ => null,
    };

    private string Place(string slot, DateOnly date)
    {
        var name = slot.TrimEnd('0', '1', '2', '3', '4', '5', '6', '7', '8', '9');
        var choices = lists.Places(District, name) ?? lists.Things(name, date.Month)
            ?? throw new InvalidOperationException($"nothing fills {{{slot}}}");
        var taken = _bound.Where(b => b.Key.TrimEnd('2', '3', '4') == name).Select(b => b.Value).ToHashSet();
        var left = choices.Where(c => !taken.Contains(c)).ToList();
        return dice.Pick(left.Count > 0 ? left : choices);
    }

    private static string DayOf(DateOnly date) => string.Create(CultureInfo.InvariantCulture, $"{date.Month}月{date.Day}日");

    private static string Degrees(int figure) => figure.ToString(CultureInfo.InvariantCulture);
}
