using Zhibo.Agencies;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Regions.Reading;

namespace Zhibo.Admin.Register;

/// <summary>A page of the register, from memory.</summary>
public sealed class ListAgencies(FindAgencies find, LineList lines, RegionTree regions)
{
    public const int PageSize = 50;

    /// <param name="After">The last agency of the page before.</param>
    public sealed record Input(AgencyFilter Filter, long? After = null);

    public sealed record Row(AgencyNode Agency, string Region, string Line);

    /// <param name="More">The last agency here, when there are further ones.</param>
    public sealed record Outcome(IReadOnlyList<Row> Rows, int Total, long? More)
    {
        /// <summary>All lines, for choosing.</summary>
        public IReadOnlyList<Line> Lines { get; init; } = [];

        /// <summary>Name of the chosen region; null when none is chosen or there is no such.</summary>
        public string? Region { get; init; }
    }

    public Outcome Run(Input input, CancellationToken ct)
    {
        var all = input.Filter.Of(find, ct).ToList();
        // An agency that is no longer among them: the reader begins anew.
        var from = input.After is { } after ? all.FindIndex(a => a.Id == after) + 1 : 0;
        var page = all.Skip(from).Take(PageSize).ToList();
        var atlas = regions.Now;
        return new([.. page.Select(a => new Row(a, atlas.Of(a.RegionCode)?.Name ?? a.RegionCode, lines.NameOf(a.LineKey)))],
            all.Count, from + page.Count < all.Count ? page[^1].Id : null)
        {
            Lines = lines.Now,
            Region = atlas.Of(input.Filter.Region)?.Name,
        };
    }
}
