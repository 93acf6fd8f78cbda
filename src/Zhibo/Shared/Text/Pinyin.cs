namespace Zhibo.Shared.Text;

/// <summary>How a name sounds, without tones and spaces: <c>微博德阳</c> is <c>weibodeyang</c> and <c>wbdy</c>.</summary>
public readonly record struct PinyinName(string Full, string Initials)
{
    /// <summary>Whether what was typed stands somewhere in the sound or in its first letters.</summary>
    public bool Matches(string query) => Pinyin.Key(query) is { Length: > 0 } key && Holds(key);

    /// <summary>As <see cref="Matches"/> for one who asks many names: the key was made once.</summary>
    public bool Holds(string key) => Full.Contains(key, StringComparison.Ordinal) || Initials.Contains(key, StringComparison.Ordinal);
}

/// <summary>Readings of Chinese characters. Names of places and words are read as a whole: 重庆 is chongqing, 长安 is changan and 局长 is juzhang.</summary>
public static class Pinyin
{
    private const int LongestOnStack = 64;
    private static readonly Lazy<PinyinTable> Table = new(PinyinTable.Load);

    /// <summary>
    /// The usual reading of each character; letters and digits stand for themselves, all else is left out. ü is v, as people
    /// type it.
    /// </summary>
    public static PinyinName Of(string text)
    {
        var table = Table.Value;
        var room = text.Length * PinyinTable.LongestSyllable;
        var full = text.Length <= LongestOnStack ? stackalloc char[LongestOnStack * PinyinTable.LongestSyllable] : new char[room];
        var initials = text.Length <= LongestOnStack ? stackalloc char[LongestOnStack] : new char[text.Length];
        var (length, signs, at) = (0, 0, 0);
        while (at < text.Length)
        {
            if (Plain(text[at]) is { } letter)
            {
                full[length++] = initials[signs++] = letter;
                at++;
            }
            else
            {
                at += table.Read(text.AsSpan(at), out var syllables);
                foreach (var syllable in syllables)
                {
                    syllable.CopyTo(full[length..]);
                    length += syllable.Length;
                    initials[signs++] = syllable[0];
                }
            }
        }
        return new(new string(full[..length]), new string(initials[..signs]));
    }

    /// <summary>What a typed query is compared with: small letters and digits. Empty when it cannot be pinyin.</summary>
    public static string Key(string query)
    {
        var key = new System.Text.StringBuilder(query.Length);
        foreach (var sign in query)
        {
            if (Plain(sign) is { } letter) key.Append(letter);
            else if (sign is 'ü' or 'Ü') key.Append('v');
            else if (!(sign is '\'' or '’' or '-' || char.IsWhiteSpace(sign))) return "";
        }
        return key.ToString();
    }

    /// <summary>Letters and digits as small plain ones, full-width ones too; null for all else.</summary>
    private static char? Plain(char sign)
    {
        if (sign is >= '\uFF10' and <= '\uFF5A') sign -= '\uFEE0';
        return char.IsAsciiLetterUpper(sign) ? (char)(sign | 0x20) : char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) ? sign : null;
    }
}
