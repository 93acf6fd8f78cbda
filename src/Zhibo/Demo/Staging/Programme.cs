using Zhibo.Demo.Calendar;
using Zhibo.Demo.Script;

namespace Zhibo.Demo.Staging;

/// <summary>Which scene happens on which day.</summary>
internal sealed class Programme(SceneBook book, Almanac almanac, Stage stage, TimePlan times, ulong seed)
{
    /// <summary>What was never drawn counts as drawn this many days ago.</summary>
    private const int Never = 40;

    /// <summary>A story waits out a weekend, not a vacation.</summary>
    private const int MostDelay = 10;

    public void Play()
    {
        Stories();
        Calendar();
        foreach (var (deck, rate) in book.Decks)
            if (rate["weekday"] is not null) Draw(deck, rate);
    }

    /// <summary>Scenes with a day of their own; those of one story share people and places.</summary>
    private void Stories()
    {
        foreach (var story in book.Scenes.Where(s => s.Traits["day"] is not null).GroupBy(s => s.Story))
        {
            var dice = Dice.For(seed, story.Key);
            var shared = stage.NewScope(story.First().Traits, dice);
            if (story.First().Traits["needs"] == "school" && story.Any(s => Almanac.IsVacation(DayOf(s)))) continue;
            foreach (var scene in story)
                stage.Play(scene, DayOf(scene), scene.Deck == "stories" ? shared : stage.NewScope(scene.Traits, dice));
        }
    }

    /// <summary>Its day, or the next one on which offices and schools are open where it needs them.</summary>
    private DateOnly DayOf(Scene scene)
    {
        var day = times.Today.AddDays(scene.Traits.Number("day")!.Value);
        for (var later = 0; later < MostDelay; later++)
            if (almanac.Allows(scene.Traits, day.AddDays(later))) return day.AddDays(later);
        return day;
    }

    private void Calendar()
    {
        for (var day = times.Today.AddDays(1 - TimePlan.Days); day <= times.Today; day = day.AddDays(1))
            foreach (var scene in book.Scenes.Where(s => Almanac.Brings(s.Traits, day)))
                stage.Play(scene, day, stage.NewScope(scene.Traits, Dice.For(seed, $"{scene.Place} {day.DayNumber}")));
    }

    private void Draw(string deck, Traits rate)
    {
        var scenes = book.Scenes.Where(s => s.Deck == deck).ToList();
        var drawn = new Dictionary<Scene, DateOnly>();
        for (var day = times.Today.AddDays(1 - TimePlan.Days); day <= times.Today; day = day.AddDays(1))
        {
            var dice = Dice.For(seed, $"{deck} {times.Today.DayNumber - day.DayNumber}");
            var (least, most) = rate.Range(Almanac.IsOff(day) ? "weekend" : "weekday");
            var able = scenes.Where(s => almanac.Allows(s.Traits, day)).ToList();
            for (var left = dice.Between(least, most); left > 0 && able.Count > 0;)
            {
                var scene = dice.Weighted(able, s => Math.Pow(drawn.TryGetValue(s, out var last) ? day.DayNumber - last.DayNumber : Never, 3));
                able.Remove(scene);
                if (!stage.Play(scene, day, stage.NewScope(scene.Traits, dice))) continue;
                drawn[scene] = day;
                left--;
            }
        }
    }
}
