namespace Zhibo.Shared.Text;

/// <summary>What one thing with names can be found by.</summary>
/// <param name="Of">The thing.</param>
/// <param name="Text">Its names, then how they sound, their first letters, and where it belongs; each between two seams.</param>
/// <param name="Sound">Where pinyin begins.</param>
/// <param name="Initials">Where first letters begin.</param>
/// <param name="Place">Where the place begins.</param>
public sealed record NameKey<T>(T Of, string Text, int Sound, int Initials, int Place)
{
    /// <summary>How well it bears all the terms, that is the worst of them: 0 a whole name, 1 the beginning of one, 2 inside
    /// one, 3 and 4 by sound, 5 and 6 by first letters, 7 by where it belongs; -1: one of them is missing.</summary>
    public int Rank(ReadOnlySpan<NameTerm> terms)
    {
        var worst = 0;
        foreach (var term in terms)
        {
            // Most things are not meant: one look at one string says so.
            var at = Text.IndexOf(term.Word, StringComparison.Ordinal);
            if (at < 0) return -1;
            worst = Math.Max(worst, at < Sound ? InNames(term) : at < Initials ? 3 + Inside(at) : at < Place ? 5 + Inside(at) : 7);
        }
        return worst;
    }

    private int InNames(NameTerm term)
    {
        var names = Text.AsSpan(0, Sound);
        return names.IndexOf(term.Whole) >= 0 ? 0 : names.IndexOf(term.Beginning) >= 0 ? 1 : 2;
    }

    private int Inside(int at) => Text[at - 1] == NameKeys.Seam ? 0 : 1;
}

/// <summary>Makes keys.</summary>
public static class NameKeys
{
    /// <summary>Ranks are smaller than this.</summary>
    public const int Ranks = 8;

    internal const char Seam = '\n';

    /// <summary>As keys are written: without case, width and the difference of traditional and simplified signs.</summary>
    public static string Fold(string text) => Simplified.Of(Names.Key(text)).Replace(Seam, ' ');

    /// <param name="of">The thing.</param>
    /// <param name="names">By how they sound they are found too.</param>
    /// <param name="handle">The ASCII name, where it has one.</param>
    /// <param name="places">Where it belongs, folded already.</param>
    public static NameKey<T> Of<T>(T of, ReadOnlySpan<string> names, string handle, params ReadOnlySpan<string> places)
    {
        string[] folded = [.. names, handle], sounds = new string[names.Length], letters = new string[names.Length];
        for (var i = 0; i < names.Length; i++)
        {
            var read = Pinyin.Of(names[i]);
            (folded[i], sounds[i], letters[i]) = (Fold(names[i]), read.Full, read.Initials);
        }
        var (first, sound, initials) = (Part(folded), Part(sounds), Part(letters));
        return new(of, $"{Seam}{first}{sound}{initials}{Part(places)}", 1 + first.Length, 1 + first.Length + sound.Length, 1 + first.Length + sound.Length + initials.Length);
    }

    private static string Part(ReadOnlySpan<string> texts)
    {
        var part = "";
        for (var i = 0; i < texts.Length; i++)
            if (texts[i].Length > 0 && !texts[..i].Contains(texts[i])) part += texts[i] + Seam;
        return part;
    }
}

/// <summary>A word that was typed, as keys are written.</summary>
public sealed record NameTerm(string Word)
{
    private const int MostTerms = 6;

    /// <summary>Names that begin with the word hold it.</summary>
    public string Beginning { get; } = NameKeys.Seam + Word;

    public string Whole { get; } = NameKeys.Seam + Word + NameKeys.Seam;

    public static NameTerm[] Of(string text) =>
        [.. NameKeys.Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostTerms).Select(word => new NameTerm(Typed(word)))];

    /// <summary>Pinyin as it stands in keys: xi'an is xian and lü is lv.</summary>
    private static string Typed(string word) =>
        char.IsAsciiLetter(word[0]) ? word.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).Replace('ü', 'v') : word;
}
