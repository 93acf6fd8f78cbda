using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>Normal forms of any string at all: <c>string.Normalize</c> throws on half surrogate pairs and non-characters.</summary>
internal static class Folding
{
    /// <summary>NFKC: full-width letters become plain ones, ligatures and circled figures their parts.</summary>
    public static string Compatible(string text) => Sound(text).Normalize(NormalizationForm.FormKC);

    /// <summary>What cannot be a character becomes U+FFFD.</summary>
    public static string Sound(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar || IsNoCharacter(rune))
                return string.Concat(text.EnumerateRunes().Select(rune => IsNoCharacter(rune) ? Rune.ReplacementChar : rune));
        return text;
    }

    public static bool IsNoCharacter(Rune rune) => (rune.Value & 0xFFFE) == 0xFFFE || rune.Value is >= 0xFDD0 and <= 0xFDEF;
}
