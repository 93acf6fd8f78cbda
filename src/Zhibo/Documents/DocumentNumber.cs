using System.Text.RegularExpressions;

namespace Zhibo.Documents;

/// <summary>发文字号 in its usual form: 德府办发〔2018〕12号, whatever brackets, blanks and widths it was typed with. The search
/// folds the same forms into one.</summary>
internal static partial class DocumentNumber
{
    public const int Longest = 60;

    public static string Usual(string typed)
    {
        var narrow = string.Concat(typed.Select(sign => sign is >= '\uFF01' and <= '\uFF5E' ? (char)(sign - 0xFEE0) : sign));
        return YearAndNumber().Replace(narrow, "\u3014${year}\u3015${number}");
    }

    // Brackets: 〔〕 () [] 【】 and the narrow ones of GB/T 9704; 第 before the number means nothing.
    [GeneratedRegex(@"\s*[\u3014(\[\u3010\uFE5D\u2768]\s*(?<year>[0-9]{4})\s*[\u3015)\]\u3011\uFE5E\u2769]\s*\u7B2C?\s*(?<number>[0-9]*)\s*")]
    private static partial Regex YearAndNumber();
}
