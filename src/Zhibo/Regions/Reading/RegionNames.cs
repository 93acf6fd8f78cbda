namespace Zhibo.Regions.Reading;

/// <summary>Finds names of regions in texts.</summary>
internal sealed class RegionNames
{
    private const int MostCandidates = 20;
    private const int LongestText = 20_000;
    private const char District = '\u533A'; // 区

    private readonly RegionAtlas atlas;
    private readonly Dictionary<string, List<(RegionNode Node, NameKind Kind)>> byName = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<(RegionNode Node, NameKind Kind)>>.AlternateLookup<ReadOnlySpan<char>> lookup;
    // By the first character of a name: how long the longest is.
    private readonly Dictionary<char, int> longestFrom = [];

    public RegionNames(RegionAtlas atlas)
    {
        this.atlas = atlas;
        foreach (var node in atlas.All)
        {
            Add(node.Name, node, NameKind.Full);
            if (node.ShortName != node.Name) Add(node.ShortName, node, NameKind.Short);
            foreach (var variant in node.Variants) Add(variant, node, NameKind.Full);
        }
        lookup = byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private enum NameKind
    {
        Full,
        Short,
    }

    public IReadOnlyList<RegionMention> In(string text, string? under)
    {
        if (text.Length > LongestText) text = text[..LongestText];
        // Folding keeps places: no character changes its length.
        var folded = Shared.Text.Simplified.Of(text);
        var home = atlas.Of(under);
        var mentions = new List<RegionMention>();
        for (var at = 0; at < folded.Length;)
        {
            var before = mentions.Count > 0 && IsJoined(text, mentions[^1].At + mentions[^1].Length, at) ? mentions[^1] : null;
            var (length, regions) = Longest(folded, at, before, home);
            if (length == 0)
            {
                at++;
                continue;
            }
            if (before is not null && Below(regions, before.Regions) is { Count: > 0 } deeper)
                mentions[^1] = new(before.At, at + length - before.At, deeper);
            else mentions.Add(new(at, length, regions));
            at += length;
        }
        return [.. WithoutThoseAbove(Decided(mentions, home))];
    }

    /// <summary>The longest name that stands here and may count.</summary>
    private (int Length, IReadOnlyList<RegionNode> Regions) Longest(string text, int at, RegionMention? before, RegionNode? home)
    {
        for (var length = int.Min(longestFrom.GetValueOrDefault(text[at]), text.Length - at); length > 1; length--)
        {
            if (!lookup.TryGetValue(text.AsSpan(at, length), out var named)) continue;
            var everyday = length == 2 && RegionNaming.IsEveryday(text.Substring(at, length));
            var counting = named.Where(name => Counts(name.Node, name.Kind, everyday, length, before, home)).Select(name => name.Node).Distinct().ToList();
            if (counting.Count > 0) return (length, counting);
        }
        return (0, []);
    }

    private static bool Counts(RegionNode node, NameKind kind, bool everyday, int length, RegionMention? before, RegionNode? home)
    {
        if (before is not null && before.Regions.Any(above => above.Holds(node) && above != node)) return true;
        if (everyday) return false;
        var near = home?.Holds(node) == true;
        return node.Level switch
        {
            RegionLevel.Province or RegionLevel.City => true,
            // 江北 and 西湖 are places of many cities; 什邡 is but one.
            RegionLevel.County => kind == NameKind.Full || near || !node.Name.EndsWith(District),
            _ => kind == NameKind.Full ? length > 2 || near : near && length > 1,
        };
    }

    /// <summary>Nothing between them but blanks and the dots people set.</summary>
    private static bool IsJoined(string text, int from, int to)
    {
        for (var at = from; at < to; at++)
            if (!char.IsWhiteSpace(text[at]) && text[at] is not ('·' or '-' or '—' or '/' or '>')) return false;
        return true;
    }

    private static List<RegionNode> Below(IReadOnlyList<RegionNode> regions, IReadOnlyList<RegionNode> above) =>
        [.. regions.Where(node => above.Any(a => a != node && a.Holds(node)))];

    private static List<RegionMention> Decided(List<RegionMention> mentions, RegionNode? home) =>
        [.. mentions.Select(mention =>
        {
            if (mention.Regions.Count == 1) return mention;
            var others = mentions.Where(other => other != mention).SelectMany(other => other.Regions).ToList();
            var below = Below(mention.Regions, others);
            IReadOnlyList<RegionNode> left = below.Count > 0 ? below : mention.Regions;
            if (left.Count > 1 && home is not null && left.Where(home.Holds).ToList() is { Count: > 0 } near) left = near;
            return mention with { Regions = [.. left.OrderBy(node => node.Level).ThenBy(node => node.Code, StringComparer.Ordinal).Take(MostCandidates)] };
        })];

    private static IEnumerable<RegionMention> WithoutThoseAbove(List<RegionMention> mentions) =>
        mentions.Where(mention => mention.Certain is not { } region
            || !mentions.Exists(other => other.Certain is { } deeper && deeper != region && region.Holds(deeper)));

    private void Add(string name, RegionNode node, NameKind kind)
    {
        var key = RegionSearch.Key(name);
        if (key.Length < 2) return;
        if (!byName.TryGetValue(key, out var nodes)) byName[key] = nodes = [];
        nodes.Add((node, kind));
        longestFrom[key[0]] = int.Max(longestFrom.GetValueOrDefault(key[0]), key.Length);
    }
}
