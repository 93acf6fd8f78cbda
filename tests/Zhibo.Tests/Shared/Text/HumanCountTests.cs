using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class HumanCountTests
{
    [Theory]
    [InlineData(0, "0", "0")]
    [InlineData(7, "7", "7")]
    [InlineData(9_999, "9,999", "9,999")]
    [InlineData(10_000, "1 万", "10K")]
    [InlineData(12_345, "1.2 万", "12.3K")]
    [InlineData(19_999, "1.9 万", "19.9K")]
    [InlineData(999_999, "99.9 万", "999K")]
    [InlineData(1_000_000, "100 万", "1M")]
    [InlineData(1_700_000, "170 万", "1.7M")]
    [InlineData(4_480_000, "448 万", "4.4M")]
    [InlineData(99_999_999, "9,999 万", "99.9M")]
    [InlineData(100_000_000, "1 亿", "100M")]
    [InlineData(123_456_789, "1.2 亿", "123M")]
    [InlineData(999_999_999_999, "9,999 亿", "999B")]
    [InlineData(1_200_000_000_000, "1.2 万亿", "1,200B")]
    [InlineData(-12_345, "-1.2 万", "-12.3K")]
    public void Counts_are_cut_not_rounded(long count, string chinese, string english)
    {
        HumanCount.Of(count, Words.For("zh-Hans")).ShouldBe(chinese);
        HumanCount.Of(count, Words.For("en")).ShouldBe(english);
    }

    [Theory]
    [InlineData(long.MaxValue)]
    [InlineData(long.MinValue)]
    public void The_ends_do_not_overflow(long count) => HumanCount.Of(count, Words.For("zh-Hant")).ShouldContain("兆");
}
