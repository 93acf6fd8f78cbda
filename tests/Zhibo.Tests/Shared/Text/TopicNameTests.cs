using FsCheck;
using FsCheck.Fluent;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class TopicNameTests
{
    [Theory]
    [InlineData("今日德阳", "今日德阳", "今日德阳")]
    [InlineData("  今日  德阳 ", "今日 德阳", "今日 德阳")]
    [InlineData("Ｗｅｉ\u3000Ｂｏ", "Ｗｅｉ Ｂｏ", "wei bo")]
    [InlineData("WeiBo", "WeiBo", "weibo")]
    [InlineData("微博\u200B德阳", "微博德阳", "微博德阳")]
    [InlineData("①号", "①号", "1号")]
    [InlineData("2014！", "2014！", "2014!")]
    public void A_name_and_its_key(string name, string display, string key)
    {
        TopicName.Display(name).ShouldBe(display);
        TopicName.Key(name).ShouldBe(key);
    }

    [Fact]
    public void Addresses_are_escaped() => TopicName.Path("今日 德阳/?").ShouldBe("/topics/%E4%BB%8A%E6%97%A5%20%E5%BE%B7%E9%98%B3%2F%3F");

    [Fact]
    public void A_key_is_its_own_key_whatever_the_name() =>
        Prop.ForAll(Strange.Text(), name =>
            TopicName.Key(TopicName.Key(name)) == TopicName.Key(name)
            && TopicName.Key(TopicName.Display(name)) == TopicName.Key(name)
            && TopicName.Path(name).StartsWith("/topics/", StringComparison.Ordinal))
        .Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
