using System.Globalization;
using System.Text;

namespace Zhibo.Shared.Text;

public enum NameKind
{
    /// <summary>The ASCII name in addresses: <c>[a-z0-9_]{2,30}</c>.</summary>
    Handle,

    /// <summary>The Chinese name people read and mention.</summary>
    Nickname,
}

public enum NameFault
{
    None,
    TooShort,
    TooLong,
    BadCharacter,
    MixedScript,
    Reserved,
}

/// <summary>
/// What people may be called. A name is unique by <see cref="Skeleton"/> over handles and nicknames together,
/// because <c>@name</c> finds either.
/// </summary>
public static class Names
{
    public const int Shortest = 2;
    public const int Longest = 30;

    /// <summary>Checks a name as typed, after <see cref="InputText.Clean"/>. An operator may give out reserved names.</summary>
    public static NameFault Check(NameKind kind, string name, bool byOperator = false)
    {
        var length = 0;
        foreach (var rune in name.EnumerateRunes())
        {
            if (!(kind == NameKind.Handle ? IsHandleCharacter(rune) : IsNameCharacter(rune))) return NameFault.BadCharacter;
            length++;
        }

        if (length < Shortest) return NameFault.TooShort;
        if (length > Longest) return NameFault.TooLong;
        if (BeginsWithMark(name)) return NameFault.BadCharacter;
        if (Lookalikes.MixesScripts(name)) return NameFault.MixedScript;
        return !byOperator && ReservedNames.Holds(name) ? NameFault.Reserved : NameFault.None;
    }

    /// <summary>The word to show for a fault; its argument is <see cref="Limit"/>.</summary>
    public static string WordFor(NameFault fault) => fault switch
    {
        NameFault.TooShort => "shared.name.too_short",
        NameFault.TooLong => "shared.name.too_long",
        NameFault.BadCharacter => "shared.name.bad_character",
        NameFault.MixedScript => "shared.name.mixed_script",
        NameFault.Reserved => "shared.name.reserved",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "a good name has no fault"),
    };

    public static int Limit(NameFault fault) => fault == NameFault.TooShort ? Shortest : Longest;

    /// <summary>By this a name is found: <c>＠ＷｅｉＢｏ</c> and <c>@weibo</c> are one.</summary>
    public static string Key(string name) => Folding.Compatible(name).ToLowerInvariant();

    /// <summary>By this names are one to the eye: NFKC, no case, homoglyphs as Latin, separators thinned out.</summary>
    public static string Skeleton(string name) => Lookalikes.Skeleton(Key(name));

    /// <summary>Whether a nickname may hold this sign; the parser of mentions reads as far as this says yes.</summary>
    public static bool IsNameCharacter(Rune rune) =>
        rune.IsAscii
            ? Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '-'
            : rune.Value is '·' || Rune.GetUnicodeCategory(rune) switch
            {
                // ʰ and its like are marks for the eye, not letters of a name; 々 and ー are letters.
                UnicodeCategory.ModifierLetter => rune.Value is >= 0x3000 and <= 0x30FF,
                UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
                    or UnicodeCategory.DecimalDigitNumber => true,
                UnicodeCategory.OtherLetter => !IsFiller(rune),
                // Vowel signs without which Tibetan, Mongolian, Uyghur, Thai or Hindi cannot be written.
                UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark =>
                    rune.Value is >= 0x064B and <= 0x0652 or >= 0x0900 and <= 0x109F or >= 0x1800 and <= 0x18AF and not (>= 0x180B and <= 0x180F),
                UnicodeCategory.LetterNumber => rune.Value == '〇',
                _ => false,
            };

    public static bool IsHandleCharacter(Rune rune) =>
        rune.Value is >= 'a' and <= 'z' or >= '0' and <= '9' or '_';

    // Letters by category, blank to the eye.
    private static bool IsFiller(Rune rune) => rune.Value is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    private static bool BeginsWithMark(string name) =>
        Rune.GetRuneAt(name, 0) is var first && !Rune.IsLetterOrDigit(first) && !first.IsAscii && first.Value is not ('·' or '〇');
}
