using Zhibo.Agencies.Tree;

namespace Zhibo.Agencies;

/// <summary>What one agency can be found by.</summary>
/// <param name="Text">Names and handle, then how they sound, their first letters, region and line; each between two seams.</param>
/// <param name="Sound">Where pinyin begins.</param>
/// <param name="Initials">Where first letters begin.</param>
/// <param name="Place">Where region and line begin.</param>
internal sealed record SearchKey(AgencyNode Node, string Text, int Sound, int Initials, int Place)
{
    /// <summary>Ranks are smaller than this.</summary>
    public const int Ranks = 8;

    /// <summary>How well it bears all the terms, that is the worst of them: 0 a whole name, 1 the beginning of one, 2 inside
    /// one, 3 and 4 by sound, 5 and 6 by first letters, 7 by region or line; -1: one of them is missing.</summary>
    public int Rank(ReadOnlySpan<SearchTerm> terms)
    {
        var worst = 0;
        foreach (var term in terms)
        {
            // Most agencies are not meant: one look at one string says so.
            var at = Text.IndexOf(term.Word, StringComparison.Ordinal);
            if (at < 0) return -1;
            worst = Math.Max(worst, at < Sound ? InNames(term) : at < Initials ? 3 + Inside(at) : at < Place ? 5 + Inside(at) : 7);
        }
        return worst;
    }

    private int InNames(SearchTerm term)
    {
        var names = Text.AsSpan(0, Sound);
        return names.IndexOf(term.Whole) >= 0 ? 0 : names.IndexOf(term.Beginning) >= 0 ? 1 : 2;
    }

    private int Inside(int at) => Text[at - 1] == SearchKeys.Seam ? 0 : 1;
}

/// <summary>A word that was typed, as keys are written.</summary>
internal sealed record SearchTerm(string Word)
{
    private const int MostTerms = 6;

    /// <summary>Names that begin with the word hold it.</summary>
    public string Beginning { get; } = SearchKeys.Seam + Word;

    public string Whole { get; } = SearchKeys.Seam + Word + SearchKeys.Seam;

    public static SearchTerm[] Of(string text) =>
        [.. SearchKeys.Fold(text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostTerms).Select(word => new SearchTerm(Typed(word)))];

    /// <summary>Pinyin as it stands in keys: xi'an is xian and lü is lv.</summary>
    private static string Typed(string word) =>
        char.IsAsciiLetter(word[0]) ? word.Replace("'", "", StringComparison.Ordinal).Replace("’", "", StringComparison.Ordinal).Replace('ü', 'v') : word;
}
