using System.Globalization;
using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>
/// Length as Weibo counts: a Han character or full-width sign is 1, a half-width one 0.5, an address 10, an emoji 1 whatever
/// it is put together from, combining marks and zero-width signs 0. Counted in halves, rounded up at the end.
/// wwwroot/js/length.js counts the same and is held to the same vectors.
/// </summary>
public static class PostLength
{
    private const int Half = 1;
    private const int Full = 2;
    private const int Url = 20;
    private const int KeyCap = 0x20E3;
    private const int EmojiStyle = 0xFE0F;

    // Letters of scripts written half-width, and half-width forms. What is in no range is full-width: Han, kana, Hangul,
    // Chinese punctuation, symbols, emoji.
    private static readonly (int First, int Last)[] HalfWidth =
    [
        (0x0000, 0x10FF), (0x1200, 0x200A), (0x2C00, 0x2DFF), (0xA4D0, 0xA95F), (0xA980, 0xABFF), (0xFB00, 0xFDFF), (0xFE70, 0xFEFF),
        (0xFF61, 0xFFDC), (0xFFE8, 0xFFEE), (0x10000, 0x16FDF), (0x1BC00, 0x1BCAF), (0x1D400, 0x1D7FF), (0x1DF00, 0x1EEFF),
    ];

    /// <summary>What people are told: 139.5 is 140.</summary>
    public static int Of(string text) => (HalfUnits(text) + 1) / 2;

    public static int HalfUnits(string text)
    {
        var units = 0;
        for (var at = 0; at < text.Length;)
        {
            if (Urls.StartsAt(text, at))
            {
                var end = Urls.EndOf(text, at, out var runEnd);
                if (end > at)
                {
                    units += Url;
                    at = end;
                    continue;
                }

                // A run too long to be an address counts in full.
                for (; at < runEnd; at++) units += Half;
                continue;
            }

            var length = text[at] is >= ' ' and < '\u007F' && (at + 1 == text.Length || text[at + 1] < '\u0300')
                ? 1
                : StringInfo.GetNextTextElementLength(text, at);
            units += OfCluster(text.AsSpan(at, length));
            at += length;
        }

        return units;
    }

    private static int OfCluster(ReadOnlySpan<char> cluster)
    {
        var (units, count, emoji) = (0, 0, false);
        foreach (var rune in cluster.EnumerateRunes())
        {
            emoji |= rune.Value is KeyCap or EmojiStyle || IsRegional(rune) || (count > 0 && IsPictograph(rune));
            units += WidthOf(rune);
            count++;
        }

        return emoji ? Full : units;
    }

    private static int WidthOf(Rune rune)
    {
        if (IsZeroWidth(rune)) return 0;
        foreach (var (first, last) in HalfWidth)
            if (rune.Value >= first && rune.Value <= last) return Half;
        return Full;
    }

    private static bool IsZeroWidth(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format => true,
        // Vowels and finals that join the Hangul syllable before them.
        _ => rune.Value is >= 0x1160 and <= 0x11FF or >= 0xD7B0 and <= 0xD7FF,
    };

    // Two regional letters are a flag; the second and later pictographs of a cluster are joined to the first.
    private static bool IsRegional(Rune rune) => rune.Value is >= 0x1F1E6 and <= 0x1F1FF;

    private static bool IsPictograph(Rune rune) => rune.Value is >= 0x1F000 and <= 0x1FAFF or >= 0x2600 and <= 0x27BF;
}
