namespace Zhibo.Regions;

/// <summary>What names of regions are made of (naming.txt).</summary>
internal static class RegionNaming
{
    private const int ShortestName = 2;

    private const string Autonomous = "\u81EA\u6CBB"; // 自治
    private const char People = '\u65CF'; // 族
    private const char Bracket = '\uFF08';

    private static readonly Lazy<Dictionary<string, string[]>> Sections = new(Load);

    /// <summary>As people say it: 德阳市 is 德阳, 恩施土家族苗族自治州 is 恩施, 单县 stays.</summary>
    public static string ShortNameOf(string name, RegionLevel level)
    {
        if (Of("kept").Any(kept => name.EndsWith(kept, StringComparison.Ordinal))) return name;
        foreach (var kind in Of(SectionOf(level)))
        {
            if (!name.EndsWith(kind, StringComparison.Ordinal) || name.Length - kind.Length < ShortestName) continue;
            var rest = name[..^kind.Length];
            // 自治州 has peoples before it; so has 彝族乡 and 回族区.
            return kind.StartsWith(Autonomous, StringComparison.Ordinal) || rest.EndsWith(People) ? WithoutPeoples(rest) : rest;
        }
        return name;
    }

    public static bool IsPlaceholder(string name) => Of("placeholder").Contains(name);

    /// <summary>The list says in brackets that it was abolished.</summary>
    public static bool IsGone(string name) =>
        name.IndexOf(Bracket, StringComparison.Ordinal) is > 0 and var bracket && Of("gone").Any(word => name.AsSpan(bracket).Contains(word, StringComparison.Ordinal));

    /// <summary>The code of a province for which the list has none.</summary>
    public static string? CodeOf(string province) =>
        Of("codes").Select(pair => pair.Split('=')).FirstOrDefault(pair => pair[0] == province)?[1];

    public static bool IsEveryday(string word) => Of("everyday").Contains(word);

    private static string WithoutPeoples(string name)
    {
        for (var again = true; again;)
        {
            again = false;
            foreach (var people in Of("peoples"))
            {
                // Some are written without the word for people: 和布克赛尔蒙古自治县.
                var length = name.EndsWith(people + People, StringComparison.Ordinal) ? people.Length + 1
                    : people.Length > 1 && name.EndsWith(people, StringComparison.Ordinal) ? people.Length : 0;
                if (length == 0 || name.Length - length < ShortestName) continue;
                (name, again) = (name[..^length], true);
                break;
            }
        }
        // 东乡族自治县 has nothing but its people.
        return name.Length > ShortestName && name.EndsWith(People) ? name[..^1] : name;
    }

    private static string SectionOf(RegionLevel level) => level switch
    {
        RegionLevel.Nation or RegionLevel.Province => "province",
        RegionLevel.City => "city",
        RegionLevel.County => "county",
        RegionLevel.Town => "town",
        _ => "village",
    };

    private static string[] Of(string section) => Sections.Value[section];

    private static Dictionary<string, string[]> Load()
    {
        using var stream = typeof(RegionNaming).Assembly.GetManifestResourceStream("Zhibo.Regions.naming.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#')).Select(line => line.Split(' ')).ToDictionary(words => words[0], words => words[1..]);
    }
}
