namespace Zhibo.Regions;

/// <summary>Codes of GB/T 2260 (province, city, county) and GB/T 10114 (town, village): each begins with the one above.</summary>
public static class RegionCode
{
    public const int Longest = 12;

    // By level: nothing for the nation.
    private static readonly int[] Lengths = [0, 2, 4, 6, 9, Longest];

    /// <summary>Without the zeros that fill codes up to six or twelve digits: 510600 is 5106. Null when it is no code.</summary>
    public static string? Read(string text)
    {
        var code = text.Trim();
        if (!code.All(char.IsAsciiDigit) || LevelOf(code) is not { } written || written == RegionLevel.Nation) return null;
        for (var level = (int)written; level > 1 && IsFilled(code, Lengths[level - 1]); level--) code = code[..Lengths[level - 1]];
        return code.StartsWith("00", StringComparison.Ordinal) ? null : code;
    }

    /// <summary>By its length; null when no level has such codes.</summary>
    public static RegionLevel? LevelOf(string code) => Array.IndexOf(Lengths, code.Length) is >= 0 and var level ? (RegionLevel)level : null;

    /// <summary>How many digits codes of this level have.</summary>
    public static int LengthOf(RegionLevel level) => Lengths[(int)level];

    /// <summary>Codes that may be above it, the nearest first.</summary>
    public static IEnumerable<string> Above(string code)
    {
        for (var level = (int)(LevelOf(code) ?? RegionLevel.Nation) - 1; level > 0; level--) yield return code[..Lengths[level]];
    }

    private static bool IsFilled(string code, int from) => code.AsSpan(from).IndexOfAnyExcept('0') < 0;
}
