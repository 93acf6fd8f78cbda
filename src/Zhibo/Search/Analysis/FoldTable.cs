using System.Globalization;
using System.Text;
using Zhibo.Shared.Text;

namespace Zhibo.Search.Analysis;

/// <summary>What each sign is to the search: one table look-up a sign, for a million posts are read through it.</summary>
internal static class FoldTable
{
    /// <summary>Parts words: blanks, punctuation, drawings.</summary>
    public const char Break = '\0';

    /// <summary>Is not seen: joiners, variation selectors.</summary>
    public const char Gone = '\u0001';

    /// <summary>Stands for more than one sign; see <see cref="SeveralOf"/>.</summary>
    public const char Several = '\u0002';

    private static readonly Lazy<(char[] One, Dictionary<char, string> More)> Table = new(Make);

    public static ReadOnlySpan<char> One => Table.Value.One;

    public static string SeveralOf(char sign) => Table.Value.More[sign];

    /// <summary>Beyond the basic plane: rare characters stand for themselves, letters in disguise for what they mean.</summary>
    public static string OfPair(Rune rune) => Keep(Rune.GetUnicodeCategory(rune)) ? Signs(rune.ToString()) : "";

    private static (char[] One, Dictionary<char, string> More) Make()
    {
        var one = new char[char.MaxValue + 1];
        Dictionary<char, string> more = [];
        for (var code = 0; code <= char.MaxValue; code++)
        {
            var sign = (char)code;
            if (char.IsSurrogate(sign)) continue;
            if (IsInvisible(sign)) one[code] = Gone;
            else if (Signs(sign.ToString()) is { Length: > 0 } signs)
            {
                one[code] = signs.Length == 1 ? signs[0] : Several;
                if (signs.Length > 1) more[sign] = signs;
            }
        }
        return (one, more);
    }

    private static string Signs(string text) =>
        string.Concat(NameKeys.Fold(text).EnumerateRunes().Where(rune => Keep(Rune.GetUnicodeCategory(rune))).Select(rune => rune.ToString()));

    private static bool Keep(UnicodeCategory category) => category
        is >= UnicodeCategory.UppercaseLetter and <= UnicodeCategory.OtherLetter
        or >= UnicodeCategory.NonSpacingMark and <= UnicodeCategory.EnclosingMark
        or >= UnicodeCategory.DecimalDigitNumber and <= UnicodeCategory.OtherNumber;

    private static bool IsInvisible(char sign) =>
        sign is >= '\uFE00' and <= '\uFE0F' or '\u034F' || char.GetUnicodeCategory(sign) == UnicodeCategory.Format;
}
