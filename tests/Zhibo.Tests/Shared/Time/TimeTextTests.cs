using FsCheck;
using FsCheck.Fluent;
using Zhibo.Shared.Time;
using Zhibo.Tests.Shared.Text;

namespace Zhibo.Tests.Shared.Time;

public sealed class TimeTextTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("5月31日 23:54", "2020-05-31T15:54:00Z")]
    [InlineData("5月31日23:54", "2020-05-31T15:54:00Z")]
    [InlineData("2月29日 00:00", "2020-02-28T16:00:00Z")]
    [InlineData("2020-05-31 23:54:10", "2020-05-31T15:54:10Z")]
    [InlineData("2022-12-23 08:37", "2022-12-23T00:37:00Z")]
    [InlineData("2019/4/25 9:32:09", "2019-04-25T01:32:09Z")]
    [InlineData("2020/5/31 23:54", "2020-05-31T15:54:00Z")]
    [InlineData("2020.5.31 23:54", "2020-05-31T15:54:00Z")]
    [InlineData("2020年5月31日 23时54分10秒", "2020-05-31T15:54:10Z")]
    [InlineData("2020年5月31日", "2020-05-30T16:00:00Z")]
    [InlineData("2020-05-31", "2020-05-30T16:00:00Z")]
    [InlineData("2020-05-31T23:54:10+08:00", "2020-05-31T15:54:10Z")]
    [InlineData("2020-05-31T15:54:10Z", "2020-05-31T15:54:10Z")]
    [InlineData("2020-05-31T15:54:10.25Z", "2020-05-31T15:54:10.25Z")]
    [InlineData("2020-05-31T10:54:10-0500", "2020-05-31T15:54:10Z")]
    [InlineData("2020-05-31T23:54:10", "2020-05-31T15:54:10Z")]
    [InlineData("２０２０－０５－３１　２３：５４", "2020-05-31T15:54:00Z")]
    [InlineData("  2020-05-31   23:54  ", "2020-05-31T15:54:00Z")]
    [InlineData("4月30日 05:57            \t                     已编辑", "2020-04-29T21:57:00Z")]
    [InlineData("2月3日 00:24,2月3日 00:16\n            \t          已编辑", "2020-02-02T16:24:00Z")]
    [InlineData("1988-07-01 12:00", "1988-07-01T03:00:00Z")] // summer time in China
    public void Times_of_files_are_read(string text, string expected)
    {
        TimeText.Read(text, Shanghai, 2020, out var at).ShouldBeNull();
        at.ShouldBe(DateTimeOffset.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));
        at.Offset.ShouldBe(TimeSpan.Zero);
    }

    [Theory]
    [InlineData("", "is no time that can be read")]
    [InlineData("昨天", "is no time that can be read")]
    [InlineData("2020-05-31 下午", "is no time that can be read")]
    [InlineData("2020-05-31  下午", "is no time that can be read")]
    [InlineData("20200531", "is no time that can be read")]
    [InlineData("31.5.2020", "is no time that can be read")]
    [InlineData("2020-13-01 00:00", "is no date of the calendar")]
    [InlineData("2021-02-29 00:00", "is no date of the calendar")]
    [InlineData("2020-02-01 24:00", "is no time of the day")]
    [InlineData("2020-02-01 12:60", "is no time of the day")]
    [InlineData("2020-02-01T12:00:00+25:00", "has an offset that does not exist")]
    public void What_is_no_time_says_why(string text, string reason) =>
        TimeText.Read(text, Shanghai, 2020, out _).ShouldBe(reason);

    [Fact]
    public void A_date_without_a_year_needs_one() =>
        TimeText.Read("5月31日 23:54", Shanghai, null, out _).ShouldBe("has no year, and the map gives none");

    [Fact]
    public void Any_text_is_read_or_refused() =>
        Prop.ForAll(Strange.Text(), text => TimeText.Read(text, Shanghai, 2020, out _) is null or { Length: > 0 })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
