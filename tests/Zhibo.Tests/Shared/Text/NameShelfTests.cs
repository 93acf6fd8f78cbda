using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class NameShelfTests
{
    private static NameKey<long> Key(long id, string names, string sound, string initials, string place)
    {
        const char Seam = '\n';
        var (first, second, third) = ($"{Seam}{names}{Seam}", $"{sound}{Seam}", $"{initials}{Seam}");
        return new(id, $"{first}{second}{third}{place}{Seam}", first.Length, first.Length + second.Length, first.Length + second.Length + third.Length);
    }

    private static readonly NameShelf<long> Shelf = new(
    [
        Key(1, "微博德阳", "weibodeyang", "wbdy", "四川省 德阳市"),
        Key(2, "德阳公安", "deyanggongan", "dyga", "四川省 德阳市\n公安"),
        Key(3, "café 110", "cafe110", "c110", "北京市"),
        Key(4, "", "", "", "四川省 德阳市 旌阳区"),
        Key(5, "旌阳公安", "jingyanggongan", "jyga", "四川省 德阳市 旌阳区\n公安"),
    ]);

    [Theory]
    [InlineData("德阳", "1 2 4 5")]
    [InlineData("公安", "2 5")]
    [InlineData("旌阳", "4 5")]
    [InlineData("gongan", "2 5")]
    [InlineData("dyga", "2")]
    [InlineData("110", "3")]
    [InlineData("é", "3")]
    [InlineData("省 德阳市 旌", "4 5")]
    [InlineData("阳weibo", "")]
    [InlineData("上海", "")]
    [InlineData("z", "")]
    public void Every_key_that_holds_the_word_is_named_once(string word, string expected)
    {
        List<long> found = [];
        for (var at = Shelf.Next(word, 0); at >= 0; at = Shelf.Next(word, at + 1)) found.Add(Shelf.Keys[at].Of);
        string.Join(' ', found).ShouldBe(expected);
    }

    [Fact]
    public void An_empty_shelf_holds_nothing()
    {
        new NameShelf<long>([]).Next("德阳", 0).ShouldBe(-1);
        Shelf.Next("德阳", Shelf.Keys.Length).ShouldBe(-1);
    }

    [Theory]
    [InlineData("微博德阳", "1")]
    [InlineData("WBDY", "1")]
    [InlineData("微博德陽", "1")]
    [InlineData("ｗｅｉｂｏ", "1")]
    [InlineData("gong", "2 5")]
    [InlineData("德阳", "2 1 4 5")]
    [InlineData("nothing", "")]
    public void The_best_come_first(string text, string expected) =>
        string.Join(' ', Shelf.Best(text, _ => true, 10).Select(f => f.Key.Of)).ShouldBe(expected);
}
