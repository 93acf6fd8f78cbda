using Zhibo.Demo;
using Zhibo.Demo.Script;

namespace Zhibo.Tests.Demo;

public sealed class PhraseTests
{
    private static readonly Dictionary<string, string> Slots = new() { ["街"] = "文庙街" };

    [Theory]
    [InlineData("今天晴", "今天晴")]
    [InlineData("{街}的灯亮了", "文庙街的灯亮了")]
    [InlineData("[只此一种]", "只此一种")]
    [InlineData("[[内]层]{街}", "内层文庙街")]
    public void A_pattern_becomes_a_sentence(string pattern, string expected) => Make(pattern, 1).ShouldBe(expected);

    [Fact]
    public void Every_choice_comes_at_some_time() =>
        Enumerable.Range(0, 60).Select(seed => Make("[甲|乙|[丙|丁]]", seed)).Distinct().Order().ShouldBe(new[] { "甲", "乙", "丙", "丁" }.Order());

    [Fact]
    public void Choices_of_one_name_fall_alike()
    {
        for (var seed = 0; seed < 40; seed++)
            Make("[?a:井盖响|路灯灭][?a:，加垫圈|，换灯泡]", seed).ShouldBeOneOf("井盖响，加垫圈", "路灯灭，换灯泡");
    }

    [Fact]
    public void An_open_bracket_is_told() => Should.Throw<FormatException>(() => Make("[少一半", 1));

    [Fact]
    public void Dice_of_one_name_fall_the_same()
    {
        static int[] Throw(string name)
        {
            var dice = Dice.For(7, name);
            return [.. Enumerable.Range(0, 20).Select(_ => dice.Below(1000))];
        }

        Throw("甲").ShouldBe(Throw("甲"));
        Throw("甲").ShouldNotBe(Throw("乙"));
    }

    private static string Make(string pattern, int seed) => new Phrase(Dice.For((ulong)seed, "test"), slot => Slots[slot], []).Make(pattern);
}
