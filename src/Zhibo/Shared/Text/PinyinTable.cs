using System.Text;

namespace Zhibo.Shared.Text;

/// <summary>
/// The readings that the build took from pinyin-pro (han.mjs): lines <c>zhong 中种重…</c> with the usual reading of a
/// character, and <c>重庆 chong qing</c> for phrases whose characters are read otherwise. About 0.4 MB in memory.
/// </summary>
internal sealed class PinyinTable
{
    public const int LongestSyllable = 6;

    private static readonly string[] Silent = [];

    // By UTF-16 unit: which of the syllables; 0 has none.
    private readonly ushort[] usual = new ushort[char.MaxValue + 1];
    private readonly byte[] longestFrom = new byte[char.MaxValue + 1];
    private readonly List<string[]> syllables = [Silent];
    private readonly Dictionary<int, ushort> beyond = [];
    private readonly Dictionary<string, string[]> phrases = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> byText;

    private PinyinTable() => byText = phrases.GetAlternateLookup<ReadOnlySpan<char>>();

    public static PinyinTable Load()
    {
        var table = new PinyinTable();
        foreach (var line in TextData.Lines("pinyin.txt"))
        {
            var parts = line.Split(' ');
            if (char.IsAsciiLetterLower(line[0])) table.AddUsual(parts[0], parts[1]);
            else table.AddPhrase(parts[0], parts[1..]);
        }
        return table;
    }

    /// <summary>Reads what the text begins with: the longest phrase, else one character.</summary>
    /// <returns>How many UTF-16 units were read.</returns>
    public int Read(ReadOnlySpan<char> text, out string[] sounds)
    {
        for (var length = int.Min(longestFrom[text[0]], text.Length); length > 1; length--)
            if (byText.TryGetValue(text[..length], out sounds!)) return length;
        if (!char.IsSurrogate(text[0]))
        {
            sounds = syllables[usual[text[0]]];
            return 1;
        }
        Rune.DecodeFromUtf16(text, out var rune, out var units);
        sounds = syllables[beyond.GetValueOrDefault(rune.Value)];
        return units;
    }

    private void AddUsual(string syllable, string signs)
    {
        var number = (ushort)syllables.Count;
        syllables.Add([syllable]);
        foreach (var rune in signs.EnumerateRunes())
            if (rune.IsBmp) usual[rune.Value] = number;
            else beyond[rune.Value] = number;
    }

    private void AddPhrase(string phrase, string[] sounds)
    {
        phrases[phrase] = sounds;
        longestFrom[phrase[0]] = byte.Max(longestFrom[phrase[0]], (byte)phrase.Length);
    }
}
