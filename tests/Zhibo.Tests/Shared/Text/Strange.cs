using FsCheck;
using FsCheck.Fluent;

namespace Zhibo.Tests.Shared.Text;

/// <summary>Texts that nobody should write and somebody will: markers, half surrogates, joiners, overrides, in any order.</summary>
internal static class Strange
{
    private static readonly string[] Pieces =
    [
        "@", "＠", "#", "＃", "http://", "https://a.cn/x", "HTTP://B.cn", "h", "//@", "/", ":", "：", "，", "。", " ", "\u3000", "\n", "\r\n", "\r", "\t",
        "微博德阳", "德", "weibo", "1", "_", "-", "·", ".", ".cn", "a@b.cn", "(", ")", "[", "]", "<", ">", "&", "\"", "'", "<script>", "&#39;",
        "\0", "\u0001", "\u200B", "\u200D", "\uFE0F", "\u20E3", "\u0301", "\u202E", "\u202C", "\u2066", "\u2069", "\u061C", "\uFEFF", "\uFFFF",
        "\uD83D", "\uDE00", "😀", "👨‍👩‍👧", "👍🏽", "🇨🇳", "🇨", "❤️", "𠮷", "é", "İ", "ß", "ﬁ", "Ａ", "㍿", "ཀི", "ئ", "\u0000#",
    ];

    /// <summary>Of the pieces above only: no character that one Unicode version knows and another does not.</summary>
    public static Gen<string> Known => Gen.Elements(Pieces).ListOf().Select(string.Concat);

    public static Arbitrary<string> Text() =>
        Gen.OneOf(
            Known,
            ArbMap.Default.GeneratorFor<char[]>().Select(signs => new string(signs)),
            Gen.Choose(0, 0xFFFF).Select(unit => (char)unit).ArrayOf().Select(signs => new string(signs)))
        .ToArbitrary();
}
