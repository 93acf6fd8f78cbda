using FsCheck;
using FsCheck.Fluent;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class InputTextTests
{
    private const string Family = "👨\u200D👩\u200D👧\u200D👦";

    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("  ", "")]
    [InlineData("今天\r\n晴\r多云\u2028雨", "今天\n晴\n多云\n雨")]
    [InlineData("橘子卖不掉 \t\n\u3000\u200B\uFEFF", "橘子卖不掉")]
    [InlineData("  首行缩进", "  首行缩进")]
    [InlineData("e\u0301te\u0301", "été")]
    [InlineData("一\t二", "一\t二")]
    [InlineData("零\u200B宽", "零\u200B宽")]
    [InlineData(Family, Family)]
    [InlineData("𠮷野家", "𠮷野家")]
    public void Good_text_comes_out_clean(string? raw, string clean) =>
        InputText.Clean(raw, 100).ShouldBe(new CleanText(clean, TextFault.None));

    public static readonly TheoryData<string, TextFault> Bad = new()
    {
        { "a" + (char)0xD83D, TextFault.InvalidUnicode },
        { (char)0xDE00 + "a", TextFault.InvalidUnicode },
        { new string([(char)0xDE00, (char)0xD83D]), TextFault.InvalidUnicode },
        { "a\uFFFF", TextFault.InvalidUnicode },
        { "a\uFFFE", TextFault.InvalidUnicode },
        { "a\uFDD0", TextFault.InvalidUnicode },
        { "a" + char.ConvertFromUtf32(0x1FFFE), TextFault.InvalidUnicode },
        { "a\0b", TextFault.ControlCharacter },
        { "a\u0001", TextFault.ControlCharacter },
        { "a\u001B[31m", TextFault.ControlCharacter },
        { "a\bb", TextFault.ControlCharacter },
        { "a\fb", TextFault.ControlCharacter },
        { "a\u007F", TextFault.ControlCharacter },
        { "a\u009F", TextFault.ControlCharacter },
        { new string('好', 101), TextFault.TooLong },
        { new string('a', 10_000_000), TextFault.TooLong },
    };

    [Theory]
    [MemberData(nameof(Bad), DisableDiscoveryEnumeration = true)]
    public void Bad_text_is_refused_with_its_reason(string raw, TextFault fault)
    {
        InputText.Clean(raw, 100).ShouldBe(new CleanText("", fault));
        Words.For("en").Has(InputText.WordFor(fault)).ShouldBeTrue();
    }

    [Fact]
    public void The_limit_is_for_what_is_kept()
    {
        InputText.Clean(new string('好', 100) + "\r\n \r\n", 100).Ok.ShouldBeTrue();
        InputText.Clean(string.Concat(Enumerable.Repeat("e\u0301", 100)), 100).Ok.ShouldBeTrue();
    }

    [Theory]
    [InlineData("  微博 \n 德阳\t", "微博 德阳")]
    [InlineData("\u3000标题\u3000", "标题")]
    public void One_line_fields_hold_one_line(string raw, string line) =>
        InputText.CleanLine(raw, 20).ShouldBe(new CleanText(line, TextFault.None));

    [Fact]
    public void Any_string_is_taken_or_refused_and_cleaning_twice_changes_nothing() =>
        Prop.ForAll(Strange.Text(), raw =>
        {
            var once = InputText.Clean(raw, 200);
            return !once.Ok || InputText.Clean(once.Text, 200) == once;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
