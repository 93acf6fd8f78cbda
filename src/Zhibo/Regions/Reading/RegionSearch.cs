using Zhibo.Shared.Text;

namespace Zhibo.Regions.Reading;

/// <summary>Looks through all regions for what somebody typed: 42,000 in some 5 ms.</summary>
internal sealed class RegionSearch
{
    private const int MostParts = 6;
    private const int LongestQuery = 60;
    private const int NoMatch = int.MaxValue;

    private readonly RegionAtlas atlas;
    private readonly Keys[] keys;

    public RegionSearch(RegionAtlas atlas)
    {
        this.atlas = atlas;
        keys = [.. atlas.All.Select(KeysOf)];
    }

    private sealed record Keys(RegionNode Node, string Name, string Short, string[] Others, PinyinName Sound, PinyinName ShortSound);

    /// <summary>What names are compared by: no width, no case, traditional characters as simplified ones.</summary>
    public static string Key(string name) => Simplified.Of(Names.Key(name));

    public IReadOnlyList<RegionNode> Find(string text, string? under, int limit)
    {
        if (text.Length > LongestQuery || text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not { Length: > 0 and <= MostParts } parts) return [];
        var root = under is null ? null : atlas.Of(under);
        if (under is not null && root is null) return [];
        if (parts is [var code] && code.All(char.IsAsciiDigit)) return [.. ByCode(code).Where(node => root?.Holds(node) != false).Take(limit)];
        var last = new Query(parts[^1]);
        var above = parts[..^1].Select(part => new Query(part)).ToList();
        var found = keys
            .Where(key => root is null || (root.Holds(key.Node) && key.Node != root))
            .Select(key => (key.Node, Rank: last.RankOf(key)))
            .Where(hit => hit.Rank != NoMatch && above.TrueForAll(query => IsBelow(hit.Node, query)))
            .OrderBy(hit => hit.Rank).ThenBy(hit => hit.Node.Level).ThenBy(hit => hit.Node.Code, StringComparer.Ordinal)
            .Take(limit).Select(hit => hit.Node).ToList();
        // 四川省德阳市旌阳区 in one piece.
        return found.Count > 0 || parts.Length > 1 ? found
            : [.. atlas.In(text, under).SelectMany(mention => mention.Regions).Where(node => root is null || (root.Holds(node) && node != root)).Take(limit)];
    }

    private IEnumerable<RegionNode> ByCode(string code)
    {
        var exact = atlas.Of(code);
        var beginning = RegionCode.Read(code) ?? code;
        return atlas.All.Where(node => node != exact && node.Code.StartsWith(beginning, StringComparison.Ordinal)).Prepend(exact).OfType<RegionNode>();
    }

    private bool IsBelow(RegionNode node, Query query) => atlas.Above(node.Code).Any(above => query.RankOf(KeysOf(above)) <= Query.Beginning);

    private static Keys KeysOf(RegionNode node) =>
        new(node, Key(node.Name), Key(node.ShortName), [.. node.Variants.Select(Key)], new(node.Pinyin, node.Initials), Pinyin.Of(node.ShortName));

    private sealed class Query(string typed)
    {
        public const int Beginning = 6;

        private readonly string name = Key(typed);
        private readonly string sound = Pinyin.Key(typed);

        public int RankOf(Keys keys)
        {
            if (keys.Name == name) return 0;
            if (keys.Short == name) return 1;
            if (keys.Others.Contains(name)) return 2;
            if (sound.Length > 0)
            {
                if (sound == keys.Sound.Full || sound == keys.ShortSound.Full) return 3;
                if (sound == keys.Sound.Initials || sound == keys.ShortSound.Initials) return 4;
            }
            if (keys.Name.StartsWith(name, StringComparison.Ordinal) || keys.Others.Any(other => other.StartsWith(name, StringComparison.Ordinal))) return 5;
            if (sound.Length > 0 && (keys.Sound.Full.StartsWith(sound, StringComparison.Ordinal) || keys.Sound.Initials.StartsWith(sound, StringComparison.Ordinal))) return Beginning;
            if (keys.Name.Contains(name, StringComparison.Ordinal)) return 7;
            // One or two letters are inside of everything.
            return sound.Length > 2 && keys.Sound.Holds(sound) ? 8 : NoMatch;
        }
    }
}
