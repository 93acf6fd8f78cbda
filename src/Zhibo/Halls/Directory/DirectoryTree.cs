using Zhibo.Agencies.Tree;
using Zhibo.Halls.Members;
using Zhibo.Regions.Reading;

namespace Zhibo.Halls.Directory;

/// <summary>An agency in the tree, with those right below it that stand in the same region.</summary>
/// <param name="MoreUrl">The page of those below, where they are too many to stand here.</param>
public sealed record TreeAgency(AgencyNode Agency, IReadOnlyList<TreeAgency> Below, int Count, string? MoreUrl);

/// <summary>A region in the tree: opened in place, or a link to its own page.</summary>
public sealed record TreeRegion(string Name, int Count, string Url, TreeBranch? Inside);

/// <summary>What stands in one region: its own agencies, then the regions below.</summary>
public sealed record TreeBranch(IReadOnlyList<TreeAgency> Agencies, IReadOnlyList<TreeRegion> Regions)
{
    /// <summary>The list of the rest, where not all agencies stand here.</summary>
    public string? RestUrl { get; init; }

    public bool IsEmpty => Agencies.Count == 0 && Regions.Count == 0;
}

/// <summary>Grows the tree of a hall by region, then by parent. Large branches are pages of their own.</summary>
internal sealed class DirectoryTree(Membership members, RegionAtlas map, string url)
{
    private const int MostInside = 200, MostOnPage = 1200;
    private int left = MostOnPage;

    /// <param name="code">Null: the whole country.</param>
    public TreeBranch Branch(string? code)
    {
        var own = code is null ? [] : members.In(code).ToList();
        var ids = own.Select(n => n.Id).ToHashSet();
        var roots = own.Where(n => n.ParentId is not { } parent || !ids.Contains(parent)).ToList();
        var shown = roots.Take(Math.Clamp(left, 0, MostInside)).Select(n => Agency(n, ids, 0)).ToList();
        var regions = map.Children(code).Select(r => (Region: r, Count: members.CountIn(r.Code))).Where(r => r.Count > 0)
            .Select(r => new TreeRegion(r.Region.Name, r.Count, RegionUrl(r.Region.Code), r.Count <= MostInside && r.Count <= left ? Branch(r.Region.Code) : null)).ToList();
        return new(shown, regions) { RestUrl = shown.Count < roots.Count ? $"{url}?view=list&region={Uri.EscapeDataString(code!)}" : null };
    }

    /// <summary>Those right below an agency, wherever they are.</summary>
    public TreeBranch Under(AgencyNode parent)
    {
        var ids = members.Forest.AllBelow(parent.Id).Where(n => members.Holds(n.Id)).Take(MostOnPage).Select(n => n.Id).ToHashSet();
        return new([.. members.Forest.Below(parent.Id).Where(n => ids.Contains(n.Id)).Take(MostOnPage).Select(n => Agency(n, ids, 0))], []);
    }

    /// <summary>Picked by hand from outside the hall's region.</summary>
    public IReadOnlyList<TreeAgency> From(IEnumerable<AgencyNode> elsewhere) => [.. elsewhere.Take(MostInside).Select(n => new TreeAgency(n, [], 0, null))];

    private TreeAgency Agency(AgencyNode node, HashSet<long> among, int depth)
    {
        left--;
        var below = members.Forest.Below(node.Id).Where(n => among.Contains(n.Id)).ToList();
        if (below.Count == 0) return new(node, [], 0, null);
        return below.Count > MostInside || below.Count > left || depth >= AgencyForest.Deepest
            ? new(node, [], below.Count, $"{url}?view=tree&under={node.Handle}")
            : new(node, [.. below.Select(n => Agency(n, among, depth + 1))], below.Count, null);
    }

    private string RegionUrl(string code) => $"{url}?view=tree&region={Uri.EscapeDataString(code)}";
}
