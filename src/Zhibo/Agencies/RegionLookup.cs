using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Regions;
using Zhibo.Shared.Facts;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies;

/// <summary>A region as the register needs it.</summary>
public sealed record RegionEntry(string Code, string? ParentCode, RegionLevel Level, string Name, string ShortName, string Variants);

/// <summary>Regions by code and by what people write for them, in memory (some 42,000, read when first asked).</summary>
public sealed class RegionLookup(IDbContextFactory<Db> databases) : IWatch<RegionsChanged>, IForget
{
    /// <summary>Lengths of codes, deepest first.</summary>
    private static readonly int[] Lengths = [12, 9, 6, 4, 2];

    private Snapshot? held;

    // Counts what was dropped: what was read before a drop must not be kept after it.
    private long drops;

    public RegionEntry? Of(string code) => Now.ByCode.GetValueOrDefault(code);

    /// <summary>Parent, grandparent … up to the province.</summary>
    public IEnumerable<RegionEntry> Above(string code)
    {
        for (var at = Of(code)?.ParentCode; at is not null && Of(at) is { } region; at = region.ParentCode) yield return region;
    }

    /// <summary>四川省 德阳市 旌阳区; the code itself where nobody knows it.</summary>
    public string PathOf(string code) =>
        Of(code) is { } region ? string.Join(' ', Above(code).Reverse().Append(region).Select(r => r.Name)) : code;

    /// <summary>
    /// What a clerk may have meant: a code with or without its zeros, a name (旌阳区), a short name (旌阳), a path with or
    /// without spaces (四川省德阳市旌阳区). One: found. Several: the text does not say which. Larger regions go first.
    /// </summary>
    public IReadOnlyList<RegionEntry> Find(string text)
    {
        var key = string.Concat(Names.Key(text).Where(c => !char.IsWhiteSpace(c) && !char.IsPunctuation(c)));
        if (key.Length is 0 or > 60) return [];
        if (key.All(char.IsAsciiDigit)) return ByDigits(key) is { } coded ? [coded] : [];
        // The longest last name wins; what stands before it must be said of those above.
        for (var start = 0; start < key.Length; start++)
        {
            var before = key[..start];
            var found = Now.ByName[key[start..]].Where(r => before.Length == 0 || IsSaidOf(before, r.Region.Code)).ToList();
            if (found.Count == 0) continue;
            // A full name is meant before a short one, a large region before a small one of the same name.
            var rank = found.Min(f => f.Rank);
            found = [.. found.Where(f => f.Rank == rank)];
            var level = found.Min(f => f.Region.Level);
            return [.. found.Select(f => f.Region).Where(r => r.Level == level).DistinctBy(r => r.Code)];
        }
        return [];
    }

    public void Seen(RegionsChanged fact) => Forget();

    public void Forget()
    {
        Interlocked.Increment(ref drops);
        Volatile.Write(ref held, null);
    }

    private Snapshot Now
    {
        get
        {
            if (Volatile.Read(ref held) is { } known) return known;
            var before = Interlocked.Read(ref drops);
            using var db = databases.CreateDbContext();
            var fresh = new Snapshot([.. db.Regions.OrderBy(r => r.Code).Select(r => new RegionEntry(r.Code, r.ParentCode, r.Level, r.Name, r.ShortName, r.Variants))]);
            if (Interlocked.Read(ref drops) == before) Volatile.Write(ref held, fresh);
            return fresh;
        }
    }

    private RegionEntry? ByDigits(string digits)
    {
        if (Of(digits) is { } exact) return exact;
        foreach (var length in Lengths)
            if (digits.Length > length && digits.AsSpan(length).IndexOfAnyExcept('0') < 0 && Of(digits[..length]) is { } region) return region;
        return null;
    }

    private bool IsSaidOf(string text, string code) => Above(code).Any(region =>
        Snapshot.NamesOf(region).Any(name => text == name || (text.EndsWith(name, StringComparison.Ordinal) && IsSaidOf(text[..^name.Length], region.Code))));

    private sealed class Snapshot(IReadOnlyList<RegionEntry> regions)
    {
        public Dictionary<string, RegionEntry> ByCode { get; } = regions.ToDictionary(r => r.Code);

        public ILookup<string, (RegionEntry Region, int Rank)> ByName { get; } = regions
            .SelectMany(r => NamesOf(r).Select((name, rank) => (Name: name, Entry: (Region: r, Rank: rank))))
            .ToLookup(n => n.Name, n => n.Entry);

        public static IEnumerable<string> NamesOf(RegionEntry region) =>
            region.Variants.Split(' ', StringSplitOptions.RemoveEmptyEntries).Prepend(region.ShortName).Prepend(region.Name)
                .Select(Names.Key).Where(name => name.Length > 0).Distinct();
    }
}
