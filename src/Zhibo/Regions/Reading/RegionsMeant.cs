namespace Zhibo.Regions.Reading;

/// <summary>
/// Reads what a clerk wrote into a column or field for one region. Stricter than a search: nothing is guessed from pinyin or
/// the beginning of a name, and what the text leaves open stays open.
/// </summary>
internal sealed class RegionsMeant
{
    private const int LongestText = 60;

    private readonly RegionAtlas atlas;
    private readonly ILookup<string, (RegionNode Region, int Rank)> byName;

    public RegionsMeant(RegionAtlas atlas)
    {
        this.atlas = atlas;
        byName = atlas.All.SelectMany(region => NamesOf(region).Select((name, rank) => (Name: name, Entry: (Region: region, Rank: rank)))).ToLookup(named => named.Name, named => named.Entry);
    }

    public IReadOnlyList<RegionNode> By(string text)
    {
        var key = string.Concat(RegionSearch.Key(text).Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c)));
        if (key.Length is 0 or > LongestText) return [];
        if (key.All(char.IsAsciiDigit)) return atlas.Of(key) is { } coded ? [coded] : [];
        // The longest last name wins; what stands before it must be said of those above.
        for (var start = 0; start < key.Length; start++)
        {
            var before = key[..start];
            var found = byName[key[start..]].Where(named => before.Length == 0 || IsSaidOfThoseAbove(before, named.Region.Code)).ToList();
            if (found.Count > 0) return Foremost(found);
        }
        return [];
    }

    /// <summary>A full name is meant before a short one, a large region before a small one of the same name.</summary>
    private static List<RegionNode> Foremost(List<(RegionNode Region, int Rank)> found)
    {
        var rank = found.Min(named => named.Rank);
        var regions = found.Where(named => named.Rank == rank).Select(named => named.Region).ToList();
        var level = regions.Min(region => region.Level);
        return [.. regions.Where(region => region.Level == level).Distinct()];
    }

    private bool IsSaidOfThoseAbove(string text, string code) => atlas.Above(code).Any(region =>
        NamesOf(region).Any(name => text == name || (text.EndsWith(name, StringComparison.Ordinal) && IsSaidOfThoseAbove(text[..^name.Length], region.Code))));

    private static IEnumerable<string> NamesOf(RegionNode region) =>
        region.Variants.Prepend(region.ShortName).Prepend(region.Name).Select(RegionSearch.Key).Where(name => name.Length > 0).Distinct();
}
