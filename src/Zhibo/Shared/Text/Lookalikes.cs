using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>Signs that the eye takes for others, from lookalikes.txt.</summary>
internal static class Lookalikes
{
    private static readonly FrozenDictionary<char, char> Table = Load().ToFrozenDictionary();

    /// <summary><paramref name="folded"/> is NFKC and lower-case.</summary>
    public static string Skeleton(string folded)
    {
        var skeleton = new StringBuilder(folded.Length);
        // Decomposed, so that é stands as e: an accent is what one overlooks.
        foreach (var sign in folded.Normalize(NormalizationForm.FormD))
        {
            if (IsLatinAccent(sign) || CharUnicodeInfo.GetUnicodeCategory(sign) == UnicodeCategory.Format) continue;
            // Once more: a capital such as İ only shows when it is taken apart.
            var letter = char.ToLowerInvariant(sign);
            var seen = Table.GetValueOrDefault(letter, letter);
            if (IsSeparator(seen) && (skeleton.Length == 0 || IsSeparator(skeleton[^1]))) continue;
            skeleton.Append(seen);
        }

        if (skeleton.Length > 0 && IsSeparator(skeleton[^1])) skeleton.Length--;
        return skeleton.Replace("rn", "m").Replace("vv", "w").ToString();
    }

    /// <summary>Latin beside Cyrillic or Greek, or these two together, in one name: nobody writes so but to deceive.</summary>
    public static bool MixesScripts(string name)
    {
        var (latin, cyrillic, greek) = (false, false, false);
        foreach (var sign in name.Normalize(NormalizationForm.FormKC))
        {
            latin |= sign is >= 'a' and <= 'z' or >= 'A' and <= 'Z' or >= '\u00C0' and <= '\u024F';
            cyrillic |= sign is >= '\u0400' and <= '\u052F';
            greek |= sign is >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF';
        }

        return (latin ? 1 : 0) + (cyrillic ? 1 : 0) + (greek ? 1 : 0) > 1;
    }

    private static bool IsLatinAccent(char sign) => sign is >= '\u0300' and <= '\u036F';

    private static bool IsSeparator(char sign) => sign is '_' or '-' or '·';

    private static IEnumerable<KeyValuePair<char, char>> Load() =>
        TextData.Lines("lookalikes.txt").Select(line => line.Split(' ')).Select(pair =>
            KeyValuePair.Create((char)int.Parse(pair[0], NumberStyles.HexNumber, CultureInfo.InvariantCulture), pair[1][0]));
}
