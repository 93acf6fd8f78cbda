using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>A topic has a name as it is shown and a key by which it is one.</summary>
public static class TopicName
{
    // It holds emoji together.
    private const char ZeroWidthJoiner = '\u200D';

    /// <summary>As written, without the blanks around it and with one space for each blank inside.</summary>
    public static string Display(string name) => OneSpaced(name);

    /// <summary>NFKC without case, width, surplus blanks and invisible signs: <c>＃Ｗｅｉ  Bo＃</c> is <c>wei bo</c>.</summary>
    public static string Key(string name) =>
        // The outer fold: what went in between, or a capital, may have kept an accent from its letter.
        Folding.Compatible(OneSpaced(Folding.Compatible(OneSpaced(name))).ToLowerInvariant());

    /// <summary>The page of a topic.</summary>
    public static string Path(string name) => "/topics/" + Uri.EscapeDataString(Folding.Sound(Display(name)));

    private static string OneSpaced(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var sign in name)
        {
            if (char.GetUnicodeCategory(sign) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.Control
                && !char.IsWhiteSpace(sign) && sign != ZeroWidthJoiner) continue;
            if (!char.IsWhiteSpace(sign)) text.Append(sign);
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
        }

        if (text.Length > 0 && text[^1] == ' ') text.Length--;
        return text.ToString();
    }
}
