using Zhibo.Agencies.Tree;
using Zhibo.Regions;

namespace Zhibo.Agencies;

/// <summary>Agencies by what people remember of them: part of a name, nickname or handle, pinyin, initials; and by place.
/// From memory: 80,000 are looked through in a few milliseconds.</summary>
public sealed class FindAgencies(SearchKeys keys)
{
    public const int Most = 100;

    public sealed record Input(string Text)
    {
        /// <summary>This region and all below.</summary>
        public string? RegionCode { get; init; }

        public string? LineKey { get; init; }

        public RegionLevel? Level { get; init; }

        /// <summary>Null: all but closed ones.</summary>
        public AgencyState? State { get; init; }

        /// <summary>1 to 100.</summary>
        public int Limit { get; init; } = 40;

        /// <summary>The last one of the page before.</summary>
        public long? After { get; init; }
    }

    /// <param name="Total">Of all pages.</param>
    /// <param name="Next">What to ask for <see cref="Input.After"/>; null on the last page.</param>
    public sealed record Outcome(IReadOnlyList<AgencyNode> Rows, int Total, long? Next);

    public Outcome Run(Input input, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var terms = SearchKeys.Fold(input.Text).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        var beginnings = Array.ConvertAll(terms, SearchKeys.Beginning);
        // Names that begin with what was asked for come before those that hold it.
        var (first, second) = (new List<AgencyNode>(), new List<AgencyNode>());
        foreach (var key in keys.Now)
        {
            if (!Fits(key.Node, input) || !key.Holds(terms)) continue;
            (key.Holds(beginnings) ? first : second).Add(key.Node);
        }
        first.AddRange(second);
        var start = input.After is { } after ? first.FindIndex(n => n.Id == after) + 1 : 0;
        if (start == 0 && input.After is not null) return new([], first.Count, null);
        var limit = Math.Clamp(input.Limit, 1, Most);
        var rows = first.GetRange(start, Math.Min(limit, first.Count - start));
        return new(rows, first.Count, start + limit < first.Count ? rows[^1].Id : null);
    }

    private static bool Fits(AgencyNode node, Input input) =>
        (input.State is { } state ? node.State == state : node.State != AgencyState.Closed)
        && (input.Level is null || node.Level == input.Level)
        && (input.LineKey is null || node.LineKey == input.LineKey)
        && (input.RegionCode is null || node.IsIn(input.RegionCode));
}
