using Zhibo.Demo.Calendar;
using Zhibo.Demo.Script;

namespace Zhibo.Tests.Demo;

public sealed class AlmanacTests
{
    private static readonly Almanac Almanac = new(new Sky(1));

    [Theory]
    [InlineData("2026-11-22", "小雪")]
    [InlineData("2025-04-04", "清明")]
    [InlineData("2026-02-04", "立春")]
    [InlineData("2025-12-21", "冬至")]
    public void Solar_terms_fall_on_their_days(string date, string term) => Almanac.TermOf(Date(date)).ShouldBe(term);

    [Theory]
    [InlineData("2025-01-29", "1-1")]
    [InlineData("2025-01-28", "12-30")] // the last month had 29 days
    [InlineData("2025-05-31", "5-5")]
    [InlineData("2025-10-06", "8-15")] // after a leap sixth month
    [InlineData("2026-09-25", "8-15")]
    public void Lunar_feasts_fall_on_their_days(string date, string lunar) => Almanac.LunarOf(Date(date)).ShouldBe(lunar);

    [Theory]
    [InlineData("days=weekday", "2025-04-18", true)]
    [InlineData("days=weekday", "2025-04-20", false)]
    [InlineData("days=weekday", "2025-10-02", false)] // National Day
    [InlineData("days=fri", "2026-10-02", false)]
    [InlineData("days=schoolday", "2025-07-22", false)]
    [InlineData("months=11-2", "2025-01-10", true)]
    [InlineData("months=11-2", "2025-03-01", false)]
    public void Scenes_know_their_days(string trait, string date, bool allowed) => Almanac.Allows(Traits.Read([trait]), Date(date)).ShouldBe(allowed);

    [Fact]
    public void A_day_keeps_its_weather()
    {
        var day = Date("2025-08-01");
        new Sky(1).Of(day).ShouldBe(new Sky(1).Of(day));
        for (var i = 0; i < 365; i++) new Sky(1).Of(day.AddDays(i)).Low.ShouldBeLessThan(new Sky(1).Of(day.AddDays(i)).High);
    }

    private static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
