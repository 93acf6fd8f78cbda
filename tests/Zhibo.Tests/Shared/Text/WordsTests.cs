using System.Text.RegularExpressions;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed partial class WordsTests
{
    [Fact]
    public void All_three_languages_are_there()
    {
        foreach (var language in Words.Languages)
        {
            Words.For(language).Language.ShouldBe(language);
            Words.For(language).Keys.ShouldNotBeEmpty();
        }
    }

    [Fact]
    public void Every_language_has_the_same_keys_and_places()
    {
        var first = Words.For("zh-Hans");
        foreach (var words in Words.Languages.Select(Words.For))
        {
            words.Keys.Except(first.Keys).ShouldBeEmpty($"{words.Language} has words that zh-Hans lacks");
            first.Keys.Except(words.Keys).ShouldBeEmpty($"{words.Language} lacks words");
            foreach (var key in first.Keys)
                Places(words[key]).ShouldBe(Places(first[key]), $"{words.Language} {key}");
        }
    }

    [Fact]
    public void Keys_begin_with_their_module() =>
        Words.For("en").Keys.ShouldAllBe(key => KeyForm().IsMatch(key));

    [Fact]
    public void A_missing_word_is_its_key()
    {
        Words.For("en")["posts.no_such_word"].ShouldBe("posts.no_such_word");
        Words.For("en")["posts.no_such_word", 3].ShouldBe("posts.no_such_word");
    }

    [Fact]
    public void An_unknown_language_speaks_the_first() => Words.For("xx")["shared.time.now"].ShouldBe("刚刚");

    [Fact]
    public void Places_are_filled() => Words.For("zh-Hant")["shared.time.minutes", 12].ShouldBe("12 分鐘前");

    [Fact]
    public void Too_few_arguments_do_not_break_a_page() =>
        Words.For("en")["shared.time.minutes", []].ShouldBe("{0} min ago");

    [Theory]
    [InlineData(null, "zh-Hans")]
    [InlineData("", "zh-Hans")]
    [InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans")]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.8", "zh-Hant")]
    [InlineData("zh-Hant-HK", "zh-Hant")]
    [InlineData("zh-Hans-HK", "zh-Hans")]
    [InlineData("en-GB,en;q=0.9", "en")]
    [InlineData("de-DE,de;q=0.9,en;q=0.5,zh;q=0.7", "zh-Hans")]
    [InlineData("fr,en;q=0", "zh-Hans")]
    [InlineData("fr", "zh-Hans")]
    [InlineData(";;;q=,,=,\u0001en", "zh-Hans")]
    [InlineData("en;q=abc", "zh-Hans")]
    public void The_browser_chooses(string? header, string language) => Words.Pick(header).ShouldBe(language);

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(match => match.Value).Distinct().Order());

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();

    [GeneratedRegex(@"^[a-z0-9]+(\.[a-z0-9_]+)+$")]
    private static partial Regex KeyForm();
}
