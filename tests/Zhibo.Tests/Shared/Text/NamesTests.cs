using FsCheck;
using FsCheck.Fluent;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.Shared.Text;

public sealed class NamesTests
{
    [Theory]
    [InlineData("weibodeyang", NameFault.None)]
    [InlineData("a_", NameFault.None)]
    [InlineData("110", NameFault.None)]
    [InlineData("a", NameFault.TooShort)]
    [InlineData("", NameFault.TooShort)]
    [InlineData("a123456789012345678901234567890", NameFault.TooLong)]
    [InlineData("Deyang", NameFault.BadCharacter)]
    [InlineData("de-yang", NameFault.BadCharacter)]
    [InlineData("德阳", NameFault.BadCharacter)]
    [InlineData("de yang", NameFault.BadCharacter)]
    [InlineData("ｄｅｙａｎｇ", NameFault.BadCharacter)]
    [InlineData("dеyang", NameFault.BadCharacter)] // Cyrillic е
    [InlineData("admin", NameFault.Reserved)]
    [InlineData("adm1n", NameFault.Reserved)]
    [InlineData("_root_", NameFault.Reserved)]
    [InlineData("zhib0", NameFault.Reserved)]
    public void Handles(string handle, NameFault fault) => Names.Check(NameKind.Handle, handle).ShouldBe(fault);

    [Theory]
    [InlineData("微博德阳", NameFault.None)]
    [InlineData("德阳", NameFault.None)]
    [InlineData("TFBOYS-王俊凯", NameFault.None)]
    [InlineData("阿卜杜拉·买买提", NameFault.None)]
    [InlineData("TIA袁娅维", NameFault.None)]
    [InlineData("夜未央_JW", NameFault.None)]
    [InlineData("喬治の小恐龍", NameFault.None)]
    [InlineData("𠮷野家", NameFault.None)]
    [InlineData("བོད་", NameFault.BadCharacter)] // the tsheg is punctuation
    [InlineData("བོད", NameFault.None)]
    [InlineData("ئۇيغۇر", NameFault.None)]
    [InlineData("Вестник", NameFault.None)]
    [InlineData("〇二一", NameFault.None)]
    [InlineData("甲", NameFault.TooShort)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十", NameFault.None)]
    [InlineData("一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一", NameFault.TooLong)]
    [InlineData("微博 德阳", NameFault.BadCharacter)]
    [InlineData("微博\u200B德阳", NameFault.BadCharacter)]
    [InlineData("微博\u200D德阳", NameFault.BadCharacter)]
    [InlineData("微博\u202E德阳", NameFault.BadCharacter)]
    [InlineData("微博\uFE0F德阳", NameFault.BadCharacter)]
    [InlineData("微博\uE000德阳", NameFault.BadCharacter)]
    [InlineData("微博\u0007德阳", NameFault.BadCharacter)]
    [InlineData("微博\u3164德阳", NameFault.BadCharacter)] // Hangul filler: blank to the eye
    [InlineData("微博⼀德阳", NameFault.BadCharacter)] // Kangxi radical, not the letter
    [InlineData("微博😀", NameFault.BadCharacter)]
    [InlineData("@微博", NameFault.BadCharacter)]
    [InlineData("a\u0335b", NameFault.BadCharacter)]
    [InlineData("dеyang", NameFault.MixedScript)] // Cyrillic е in Latin
    [InlineData("Μicro", NameFault.MixedScript)] // Greek Μ
    [InlineData("аΒв", NameFault.MixedScript)] // Greek Β in Cyrillic
    [InlineData("管理员", NameFault.Reserved)]
    [InlineData("织博", NameFault.Reserved)]
    [InlineData("官方", NameFault.Reserved)]
    [InlineData("客服", NameFault.Reserved)]
    [InlineData("系统", NameFault.Reserved)]
    [InlineData("ADMIN", NameFault.Reserved)]
    [InlineData("Ａｄｍｉｎ", NameFault.Reserved)]
    [InlineData("аdмin", NameFault.MixedScript)]
    public void Nicknames(string nickname, NameFault fault) => Names.Check(NameKind.Nickname, nickname).ShouldBe(fault);

    [Theory]
    [InlineData("citizen")]
    [InlineData("editor")]
    [InlineData("reviewer")]
    [InlineData("handler")]
    [InlineData("supervisor")]
    [InlineData("halladmin")]
    [InlineData("operator")]
    public void An_operator_gives_out_reserved_names(string handle)
    {
        Names.Check(NameKind.Handle, handle).ShouldBe(NameFault.Reserved);
        Names.Check(NameKind.Handle, handle, byOperator: true).ShouldBe(NameFault.None);
    }

    [Theory]
    [InlineData("微博德阳", "微博德阳·")]
    [InlineData("weibodeyang", "weib0deyang")]
    [InlineData("weibodeyang", "WEIBODEYANG")]
    [InlineData("weibodeyang", "ｗｅｉｂｏｄｅｙａｎｇ")]
    [InlineData("weibodeyang", "weib\u043Edeyang")]
    [InlineData("bill", "b1ll")]
    [InlineData("bill", "BILL")]
    [InlineData("paypal", "раураӏ")]
    [InlineData("cafe", "café")]
    [InlineData("modern", "modem")]
    [InlineData("wow", "vvow")]
    [InlineData("a_b", "a__b")]
    [InlineData("a_b", "_a_b_")]
    [InlineData("王·李", "王··李")]
    [InlineData("口罩办", "ロ罩办")] // katakana ro
    public void These_look_alike(string one, string other)
    {
        Names.Skeleton(one).ShouldBe(Names.Skeleton(other));
        Names.Skeleton(Names.Skeleton(one)).ShouldBe(Names.Skeleton(one));
    }

    [Theory]
    [InlineData("微博德阳", "微博德陽")]
    [InlineData("微博德阳", "微博绵阳")]
    [InlineData("a_b", "ab")]
    [InlineData("user1", "user2")]
    [InlineData("user6", "user9")]
    public void These_do_not(string one, string other) => Names.Skeleton(one).ShouldNotBe(Names.Skeleton(other));

    [Theory]
    [InlineData("ＷｅｉＢｏ德阳", "weibo德阳")]
    [InlineData("微博德阳", "微博德阳")]
    public void The_key_knows_no_case_and_no_width(string name, string key) => Names.Key(name).ShouldBe(key);

    [Fact]
    public void No_string_is_too_strange_to_be_judged() =>
        Prop.ForAll(Strange.Text(), name =>
        {
            Names.Check(NameKind.Nickname, name);
            Names.Check(NameKind.Handle, name);
            Names.Key(name);
            return Names.Skeleton(Names.Skeleton(name)) == Names.Skeleton(name);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
}
