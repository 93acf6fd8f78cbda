using System.Globalization;

namespace Zhibo.Demo.Script;

/// <summary>What can stand in a slot: places by district, things by month, and short comments by theme.</summary>
internal sealed class WordLists
{
    private readonly Dictionary<(string District, string Kind), string[]> _places = [];
    private readonly Dictionary<(string Name, int Month), List<string>> _things = [];
    private readonly Dictionary<string, List<string>> _pools = new(StringComparer.Ordinal);

    public static WordLists Open()
    {
        var lists = new WordLists();
        foreach (var row in DataFile.Rows("places.txt")) lists._places[(row[0], row[1])] = row[2].Split('、');
        foreach (var row in DataFile.Rows("lists.txt")) lists.AddThings(row[0].Split(' '), row[1].Split('、'));
        lists.ReadPools();
        return lists;
    }

    public IReadOnlyList<string>? Places(string district, string kind) => _places.GetValueOrDefault((district, kind));

    public IReadOnlyList<string>? Things(string name, int month) => _things.GetValueOrDefault((name, month));

    /// <summary>Those that begin with &gt; are words to pass a post on with.</summary>
    public IReadOnlyList<string> Pool(string theme) => _pools[theme];

    private void AddThings(string[] head, string[] entries)
    {
        foreach (var month in head.Length == 1 ? Enumerable.Range(1, 12) : Months(head[1]))
        {
            if (!_things.TryGetValue((head[0], month), out var list)) _things[(head[0], month)] = list = [];
            list.AddRange(entries);
        }
    }

    /// <summary>"11-1" goes over the turn of the year.</summary>
    public static IEnumerable<int> Months(string text)
    {
        var ends = text.Split('-').Select(n => int.Parse(n, CultureInfo.InvariantCulture)).ToArray();
        for (var month = ends[0]; ; month = month % 12 + 1)
        {
            yield return month;
            if (month == ends[^1]) yield break;
        }
    }

    private void ReadPools()
    {
        var theme = "";
        foreach (var line in DataFile.Lines("pools.txt"))
        {
            if (line[0] == '@') _pools[theme = line[1..].Trim()] = [];
            else _pools[theme].Add(line);
        }
    }
}
