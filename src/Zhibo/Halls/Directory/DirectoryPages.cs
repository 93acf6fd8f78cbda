using System.Globalization;
using Zhibo.Agencies;
using Zhibo.Agencies.Lines;
using Zhibo.Agencies.Tree;
using Zhibo.Halls.Members;
using Zhibo.Regions.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Halls.Directory;

/// <summary>What is asked of a directory.</summary>
internal sealed record DirectoryQuery(DirectoryKind Kind, string Text, HallFilter Filter)
{
    /// <summary>Counted from 1.</summary>
    public int Page { get; init; } = 1;

    /// <summary>Handle of the agency under which the tree begins.</summary>
    public string? Under { get; init; }
}

/// <summary>Fills the three views of a directory.</summary>
internal sealed class DirectoryPages(LineList lines, HallMembers members, RegionTree regions, FindAgencies find, Settings settings)
{
    private const int RowsPerPage = 30;

    public DirectoryView View(HallEntry entry, DirectoryQuery query, Words words, CancellationToken ct)
    {
        var (belonging, map) = (members.Of(entry), regions.Now);
        var url = entry.Path + "/agencies";
        var view = new DirectoryView(entry.Hall, url, query.Kind)
        {
            HallUrl = entry.Home,
            Query = query.Text,
            Filter = query.Filter,
            Count = belonging.Count,
            Lines = [All(words), .. lines.Now.Where(l => belonging.ByLine.ContainsKey(l.Key)).Select(l => new Choice(l.Key, l.Name))],
            Levels = [All(words), .. belonging.ByLevel.Keys.Order().Select(l => new Choice(HallFilter.NameOf(l), words[$"halls.level.{HallFilter.NameOf(l)}"]))],
            Regions = [All(words), .. Choices(entry.Hall, query.Filter.Region, belonging, map)],
            Path = PathTo(entry.Hall, query, map, url),
        };
        return query.Kind switch
        {
            DirectoryKind.List => List(view, belonging, query, map, ct),
            DirectoryKind.Map => view with
            {
                Places = DirectoryMap.Places(belonging, map, query.Filter.Region ?? entry.Hall.RegionCode, url),
                TileUrl = settings.Site.TileUrl,
                TileCredit = settings.Site.TileCredit,
            },
            _ => Tree(view, entry.Hall, belonging, query, map),
        };
    }

    private static Choice All(Words words) => new("", words["web.all"]);

    private static IEnumerable<Choice> Choices(Hall hall, string? chosen, Membership members, RegionAtlas map)
    {
        var below = map.Children(hall.RegionCode).Where(r => members.CountIn(r.Code) > 0).Select(r => new Choice(r.Code, r.ShortName)).ToList();
        // Deeper than the hall's own children: came from the tree.
        return chosen is not null && below.TrueForAll(c => c.Value != chosen) && map.Of(chosen) is { } deep ? below.Append(new(deep.Code, deep.ShortName)) : below;
    }

    private static List<(string, string)> PathTo(Hall hall, DirectoryQuery query, RegionAtlas map, string url)
    {
        var above = map.Down(hall.RegionCode).Count();
        var view = query.Kind.ToString().ToLowerInvariant();
        return [.. map.Down(query.Filter.Region).Skip(above).Select(r => (r.Name, $"{url}?view={view}&region={Uri.EscapeDataString(r.Code)}"))];
    }

    private DirectoryView List(DirectoryView view, Membership belonging, DirectoryQuery query, RegionAtlas map, CancellationToken ct)
    {
        var first = (query.Page - 1) * RowsPerPage;
        var (level, line, region) = (query.Filter.Level, query.Filter.Line, query.Filter.Region);
        var found = find.Run(new(query.Text) { Among = belonging.Holds, Level = level, LineKey = line, RegionCode = region, Skip = first, Limit = RowsPerPage }, ct);
        return view with
        {
            Count = found.Total,
            Rows = [.. found.Rows.Select(n => new AgencyRow(n, map.Of(n.RegionCode)?.Name ?? "", lines.Of(n.LineKey)?.Name ?? ""))],
            Newer = query.Page > 1 ? PageUrl(view, query, query.Page - 1) : null,
            Older = first + RowsPerPage < found.Total ? PageUrl(view, query, query.Page + 1) : null,
        };
    }

    private static string PageUrl(DirectoryView view, DirectoryQuery query, int page)
    {
        List<string> parts = ["view=list"];
        if (query.Text.Length > 0) parts.Add("q=" + Uri.EscapeDataString(query.Text));
        if (query.Filter.Line is { } line) parts.Add("line=" + Uri.EscapeDataString(line));
        if (query.Filter.Level is { } level) parts.Add("level=" + HallFilter.NameOf(level));
        if (query.Filter.Region is { } region) parts.Add("region=" + Uri.EscapeDataString(region));
        if (page > 1) parts.Add("page=" + page.ToString(CultureInfo.InvariantCulture));
        return $"{view.Url}?{string.Join('&', parts)}";
    }

    private static DirectoryView Tree(DirectoryView view, Hall hall, Membership belonging, DirectoryQuery query, RegionAtlas map)
    {
        var tree = new DirectoryTree(belonging, map, view.Url);
        if (query.Under is { } handle)
        {
            var parent = belonging.Nodes.FirstOrDefault(n => n.Handle == handle) ?? throw new Refusal(RefusalKind.NotFound, "halls.no_agency");
            return view with { Tree = tree.Under(parent), Path = [.. view.Path, (parent.Nickname, "/@" + parent.Handle)] };
        }
        var whole = query.Filter.Region is null;
        var elsewhere = !whole ? [] : belonging.Ordered.Where(n => !Stands(n, hall, map));
        return view with { Tree = tree.Branch(query.Filter.Region ?? hall.RegionCode), Elsewhere = tree.From(elsewhere) };
    }

    /// <summary>Found by going down from the hall's region.</summary>
    private static bool Stands(AgencyNode node, Hall hall, RegionAtlas map) =>
        node.RegionCode == hall.RegionCode || (map.Of(node.RegionCode) is not null && (hall.RegionCode is null || node.IsIn(hall.RegionCode)));
}
