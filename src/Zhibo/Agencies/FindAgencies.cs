using System.Buffers;
using Zhibo.Agencies.Tree;
using Zhibo.Regions;

namespace Zhibo.Agencies;

/// <summary>
/// Agencies by what people remember of them: part of a name, nickname or handle, pinyin, initials, region, line. The one search
/// of directories, the register and programs. From memory: 80,000 are looked through in a few milliseconds, and only the
/// asked page is put together.
/// </summary>
public sealed class FindAgencies(SearchKeys keys)
{
    public const int Most = 100;
    public const int LongestText = 60;

    /// <param name="Text">Every word of it must be found.</param>
    public sealed record Input(string Text)
    {
        /// <summary>This region and all below.</summary>
        public string? RegionCode { get; init; }

        public string? LineKey { get; init; }

        public RegionLevel? Level { get; init; }

        /// <summary>Null: all but closed ones.</summary>
        public AgencyState? State { get; init; }

        /// <summary>Closed ones too, where no state is asked for.</summary>
        public bool WithClosed { get; init; }

        /// <summary>Only those for whose id it says yes: the members of a hall.</summary>
        public Func<long, bool>? Among { get; init; }

        /// <summary>1 to 100.</summary>
        public int Limit { get; init; } = 40;

        /// <summary>How many are passed over.</summary>
        public int Skip { get; init; }

        /// <summary>The last one of the page before; instead of <see cref="Skip"/>.</summary>
        public long? After { get; init; }
    }

    /// <param name="Total">Of all pages.</param>
    /// <param name="Next">What to ask for <see cref="Input.After"/>; null on the last page.</param>
    public sealed record Outcome(IReadOnlyList<AgencyNode> Rows, int Total, long? Next);

    /// <summary>A page of what was found, best first.</summary>
    public Outcome Run(Input input, CancellationToken ct) => Look(input, Math.Clamp(input.Limit, 1, Most), ct);

    /// <summary>All that was found, best first: for lists with an order of their own, and files.</summary>
    public IReadOnlyList<AgencyNode> All(Input input, CancellationToken ct) => Look(input with { Skip = 0, After = null }, int.MaxValue, ct).Rows;

    /// <summary>Makes the keys before somebody waits for them.</summary>
    public void Prepare() => _ = keys.Now;

    private Outcome Look(Input input, int limit, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var shelf = keys.Now;
        var ranks = ArrayPool<byte>.Shared.Rent(shelf.Keys.Length);
        try
        {
            var total = shelf.Rank(input.Text, node => Fits(node, input), ranks);
            var skip = input.After is { } after ? shelf.PlaceOf(node => node.Id == after, ranks) + 1 : Math.Max(0, input.Skip);
            if (skip == 0 && input.After is not null) return new([], total, null);
            var rows = shelf.Page(ranks, skip, Math.Min(limit, Math.Max(0, total - skip)));
            return new(rows, total, rows.Length > 0 && skip + rows.Length < total ? rows[^1].Id : null);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(ranks);
        }
    }

    private static bool Fits(AgencyNode node, Input input) =>
        (input.State is { } state ? node.State == state : input.WithClosed || node.State != AgencyState.Closed)
        && (input.Level is null || node.Level == input.Level)
        && (input.LineKey is null || node.LineKey == input.LineKey)
        && (input.RegionCode is null || node.IsIn(input.RegionCode))
        && (input.Among is null || input.Among(node.Id));
}
