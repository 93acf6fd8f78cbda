using System.Text.RegularExpressions;
using Zhibo.Demo;
using Zhibo.Demo.People;
using Zhibo.Posts;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Demo;

/// <summary>The city as it is made up, before any database.</summary>
public sealed partial class CityTests
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>In every season, on a feast, at dead of night, on the last of February.</summary>
    public static TheoryData<string> Moments =>
    [
        "2025-01-29T12:00+08:00", "2025-02-28T21:00+08:00", "2025-04-20T08:30+08:00", "2025-06-05T10:00+08:00",
        "2025-08-10T03:00+08:00", "2025-10-03T09:00+08:00", "2026-11-22T11:00+08:00",
    ];

    [Theory]
    [MemberData(nameof(Moments))]
    public void It_reads_like_a_city_at_any_time(string moment)
    {
        var city = At(moment);
        var texts = city.Posts.Where(p => p.Kind != PostKind.Repost).Select(p => p.Text).ToList();

        city.Posts.Count.ShouldBe(3_000);
        texts.Count.ShouldBeGreaterThan(2_350);
        (texts.Distinct().Count() / (double)texts.Count).ShouldBeGreaterThan(0.97);
        foreach (var text in texts)
        {
            text.ShouldNotMatch("[][{}|\u0001]");
            DoubledSigns().IsMatch(text).ShouldBeFalse(text);
            PostLength.Of(text).ShouldBeLessThanOrEqualTo(140, text);
        }
    }

    [Fact]
    public void Answers_come_after_questions_and_nothing_comes_from_tomorrow()
    {
        var city = At("2025-04-20T08:30+08:00");
        foreach (var post in city.Posts)
        {
            post.At.ShouldBeGreaterThanOrEqualTo(city.Times.Begin);
            post.At.ShouldBeLessThanOrEqualTo(city.Times.Now);
            post.At.ShouldBeGreaterThan(post.Author.JoinedAt);
            if (post.Subject is { } subject) post.At.ShouldBeGreaterThan(subject.At);
        }
        (city.Times.Now - city.Posts[^1].At).ShouldBeLessThan(TimeSpan.FromHours(2));
    }

    [Fact]
    public void Dates_in_texts_have_their_weekdays()
    {
        var city = At("2025-04-20T08:30+08:00");
        var named = city.Posts.SelectMany(p => DayAndName().Matches(p.Text).Select(m => (p, m))).ToList();
        named.Count.ShouldBeGreaterThan(15);
        foreach (var (post, match) in named)
        {
            var year = TimeZoneInfo.ConvertTime(post.At, Zone).Year;
            var day = new DateOnly(year, Number(match.Groups["month"]), Number(match.Groups["day"]));
            match.Groups["name"].Value.ShouldBe("周" + "日一二三四五六"[(int)day.DayOfWeek], post.Text);
        }
    }

    [Fact]
    public void Citrus_and_flowers_keep_their_season()
    {
        At("2026-11-22T11:00+08:00").Posts.ShouldContain(p => p.Text.Contains("陈学珍") && p.Text.Contains("椪柑"));
        At("2025-06-05T10:00+08:00").Posts.ShouldContain(p => p.Text.Contains("陈学珍") && p.Text.Contains("夏橙"));
        At("2025-04-20T08:30+08:00").Posts.ShouldContain(p => p.Text.Contains("油菜花"));
        At("2025-08-10T03:00+08:00").Posts.ShouldNotContain(p => p.Text.Contains("油菜花") && p.Text.Contains("开"));
    }

    [Fact]
    public void There_are_offices_of_three_levels_and_two_hundred_citizens_with_honest_names()
    {
        var cast = Cast.Gather(1);
        cast.Agencies.Count.ShouldBeGreaterThanOrEqualTo(40);
        cast.Agencies.Count(a => a.District == Cast.City).ShouldBeGreaterThan(10);
        cast.Agencies.Where(a => a.District != Cast.City).Select(a => a.District).Distinct().Count().ShouldBe(6);
        cast.Agencies.Count(a => a.Spot.Length > 0).ShouldBeGreaterThan(10);
        cast.Agencies.Select(a => a.Line).Distinct().Count().ShouldBeGreaterThanOrEqualTo(6);
        cast.Agencies.ShouldAllBe(a => a.Unit != null && a.Unit.Contains(" · "));
        cast.Crowd.Count.ShouldBeGreaterThanOrEqualTo(200);

        foreach (var actor in cast.Everybody)
        {
            Names.Check(NameKind.Handle, actor.Handle, byOperator: actor.IsLogin).ShouldBe(NameFault.None, actor.Handle);
            Names.Check(NameKind.Nickname, actor.Nickname, byOperator: !actor.IsCitizen || actor.IsLogin).ShouldBe(NameFault.None, actor.Nickname);
        }
        var looks = cast.Everybody.SelectMany(a => new[] { Names.Skeleton(a.Handle), Names.Skeleton(a.Nickname) }.Distinct()).ToList();
        looks.Distinct().Count().ShouldBe(looks.Count);
    }

    [Fact]
    public void Everybody_follows_the_city()
    {
        var city = At("2025-04-20T08:30+08:00");
        var hall = city.Cast["weibodeyang"];
        city.Cast.Everybody.Where(a => a != hall).ShouldAllBe(a => city.Ties.Follows.ContainsKey(new(a, hall)));
        city.Ties.Blocks.Count.ShouldBeGreaterThan(3);
        city.Ties.Mutes.Count.ShouldBeGreaterThan(3);
    }

    private static City At(string moment) => City.Build(FillDemo.Seed, DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture), Zone);

    private static int Number(Group figure) => int.Parse(figure.ValueSpan, System.Globalization.CultureInfo.InvariantCulture);

    [GeneratedRegex(@"(?<month>\d+)月(?<day>\d+)日[，（](?<name>周[日一二三四五六])")]
    private static partial Regex DayAndName();

    [GeneratedRegex("[。，、；：][。，、；：]|。！|！。|？。")]
    private static partial Regex DoubledSigns();
}
