using System.Globalization;
using Zhibo.Search.Asking;

namespace Zhibo.Tests.Search;

public sealed class QuestionTests
{
    private static readonly TimeZoneInfo Shanghai = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    [Theory]
    [InlineData("停水 东湖山", "停水|东湖山", "停水 东湖山")]
    [InlineData("“东湖山，停水” 停水", "东湖山|停水", "东湖山，停水 停水")]
    [InlineData("@微博德阳", "微博德阳", "微博德阳")]
    [InlineData("#今日德阳# 交通", "交通", "今日德阳 交通")]
    [InlineData("from:wang 水", "水", "水")]
    [InlineData("http://a.example/b from: before:never nothing:at", "http|a|example|b|from|before|never|nothing|at", "http://a.example/b from: before:never nothing:at")]
    [InlineData("\"*) OR (-NEAR", "or|near", "*) OR (-NEAR")]
    public void Words_are_what_is_no_operator(string text, string runs, string words)
    {
        var question = Question.Of(text, Shanghai);
        string.Join('|', question.Runs).ShouldBe(runs);
        question.Words.ShouldBe(words);
    }

    [Fact]
    public void Operators_are_understood_as_people_type_them()
    {
        var question = Question.Of("ＦＲＯＭ：微博德阳 after:2026-3-1 before:2026/04 has:Image #停水", Shanghai);
        question.From.ShouldBe("微博德阳");
        question.After.ShouldBe(DateTimeOffset.Parse("2026-03-01T00:00+08:00", CultureInfo.InvariantCulture));
        question.Before.ShouldBe(DateTimeOffset.Parse("2026-04-01T00:00+08:00", CultureInfo.InvariantCulture));
        question.HasImage.ShouldBeTrue();
        question.Topics.Count.ShouldBe(1);
        question.Runs.ShouldBeEmpty();
        question.IsEmpty.ShouldBeFalse();
    }

    [Theory]
    [InlineData(null, true, false)]
    [InlineData("  ！？ 😀 ", true, false)]
    [InlineData("#", true, false)]
    [InlineData("\0", true, true)]
    [InlineData("德", false, false)]
    public void Nothing_to_look_for_is_no_error(string? text, bool empty, bool unreadable)
    {
        var question = Question.Of(text, Shanghai);
        (question.IsEmpty, question.Unreadable).ShouldBe((empty, unreadable));
    }

    [Fact]
    public void Too_much_is_not_read() => Question.Of(new string('水', Question.Longest + 1), Shanghai).Unreadable.ShouldBeTrue();
}
