using System.Globalization;
using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>Why a text from outside was refused.</summary>
public enum TextFault
{
    None,

    /// <summary>Half a surrogate pair or a code point that is no character: not storable, not sendable.</summary>
    InvalidUnicode,

    /// <summary>NUL and its kin. Line feed and tab are welcome.</summary>
    ControlCharacter,

    TooLong,
}

/// <summary>A text that passed, or the reason why it did not (then <see cref="Text"/> is empty).</summary>
public readonly record struct CleanText(string Text, TextFault Fault)
{
    public bool Ok => Fault == TextFault.None;
}

/// <summary>The one gate for text from people, programs and files.</summary>
public static class InputText
{
    // U+0085, U+2028 and U+2029 end a line for some readers and not for others; here a line ends with \n only.
    private const char NextLine = '\u0085', LineSeparator = '\u2028', ParagraphSeparator = '\u2029';
    private const char ZeroWidthSpace = '\u200B', ByteOrderMark = '\uFEFF';

    /// <summary>
    /// Line ends become <c>\n</c>, the text NFC, trailing blank goes. Joiners in emoji stay as they are.
    /// <paramref name="max"/> is in UTF-16 units and guards storage; what people may write is <c>PostLength</c>'s matter.
    /// </summary>
    public static CleanText Clean(string? raw, int max)
    {
        if (string.IsNullOrEmpty(raw)) return new("", TextFault.None);

        // Before any copy is made: no cleaning shortens an honest text to less than half (\r\n to \n).
        if (raw.Length > 2L * max + 1000) return new("", TextFault.TooLong);
        if (FaultOf(raw) is var fault and not TextFault.None) return new("", fault);

        var text = WithoutTrailingBlank(WithPlainLineEnds(raw)).Normalize(NormalizationForm.FormC);
        return text.Length > max ? new("", TextFault.TooLong) : new(text, TextFault.None);
    }

    /// <summary>As <see cref="Clean"/> for fields of one line: every run of blanks and line ends becomes one space.</summary>
    public static CleanText CleanLine(string? raw, int max)
    {
        var clean = Clean(raw, int.Max(max, raw?.Length ?? 0));
        if (!clean.Ok) return clean;
        var line = string.Join(' ', clean.Text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length > max ? new("", TextFault.TooLong) : new(line, TextFault.None);
    }

    /// <summary>The word to show for a fault.</summary>
    public static string WordFor(TextFault fault) => fault switch
    {
        TextFault.InvalidUnicode => "shared.text.invalid_unicode",
        TextFault.ControlCharacter => "shared.text.control_character",
        TextFault.TooLong => "shared.text.too_long",
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "a good text has no fault"),
    };

    private static TextFault FaultOf(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out var rune, out var length) != System.Buffers.OperationStatus.Done || Folding.IsNoCharacter(rune))
                return TextFault.InvalidUnicode;
            if (rune.Value is not ('\n' or '\r' or '\t' or NextLine) && Rune.GetUnicodeCategory(rune) == UnicodeCategory.Control)
                return TextFault.ControlCharacter;
            text = text[length..];
        }

        return TextFault.None;
    }

    private static string WithPlainLineEnds(string text) =>
        text.AsSpan().IndexOfAny('\r', NextLine) < 0 && text.AsSpan().IndexOfAny(LineSeparator, ParagraphSeparator) < 0
            ? text
            : text.ReplaceLineEndings("\n");

    private static string WithoutTrailingBlank(string text)
    {
        var end = text.Length;
        while (end > 0 && (char.IsWhiteSpace(text[end - 1]) || text[end - 1] is ZeroWidthSpace or ByteOrderMark)) end--;
        return end == text.Length ? text : text[..end];
    }
}
