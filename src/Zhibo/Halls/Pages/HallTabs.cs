using System.Globalization;
using Zhibo.Agencies.Lines;
using Zhibo.Halls.Members;
using Zhibo.Posts.Reading;
using Zhibo.Regions;
using Zhibo.Regions.Reading;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Halls.Pages;

/// <summary>The tabs over a hall's posts, and the chips of the one that is open.</summary>
internal sealed class HallTabs(LineList lines, RegionTree regions)
{
    private const int MostChips = 60;

    /// <param name="older">The post below which the next page begins; null at the end.</param>
    public HallPostsView View(HallQuery query, Membership members, IReadOnlyList<Card> cards, long? older, Words words) =>
        new(Tabs(query, words))
        {
            Chips = Chips(query, members, words),
            Empty = cards.Count == 0 && older is null,
            Older = older is { } last ? query.With($"before={last.ToString(CultureInfo.InvariantCulture)}") : null,
            Newest = query.Before is null ? null : query.With(null),
            Live = HallLive.NameOf(query),
        };

    private List<Tab> Tabs(HallQuery query, Words words)
    {
        var below = regions.Now.Of(query.Hall.RegionCode)?.Level ?? RegionLevel.Nation;
        List<Tab> tabs = [new(words["halls.tab.newest"], query.Path, query.Tab == HallTab.Newest)];
        if (query.Entry.Columns.Count > 0) tabs.Add(new(words["halls.tab.column"], query.Path + query.Entry.Columns[0].Query, query.Tab == HallTab.Column));
        if (query.Hall.LineKey is null) tabs.Add(new(words["halls.tab.line"], query.Path + "?line=", query.Tab == HallTab.Line));
        if (below < RegionLevel.Village) tabs.Add(new(words[$"halls.tab.region.{HallFilter.NameOf(below)}"], query.Path + "?region=", query.Tab == HallTab.Region));
        tabs.Add(new(words["halls.tab.level"], query.Path + "?level=", query.Tab == HallTab.Level));
        return tabs;
    }

    private IReadOnlyList<HallChip> Chips(HallQuery query, Membership members, Words words) => query.Tab switch
    {
        HallTab.Column => [.. query.Entry.Columns.Select(c => new HallChip(c.Name, query.Path + c.Query, c == query.Column, null))],
        HallTab.Line => [.. lines.Now.Where(l => members.ByLine.ContainsKey(l.Key))
            .Select(l => Chip(query, "line", l.Key, l.Name, l.Key == query.Filter.Line, members.ByLine[l.Key]))],
        HallTab.Level => [.. members.ByLevel.OrderBy(l => l.Key)
            .Select(l => Chip(query, "level", HallFilter.NameOf(l.Key), words[$"halls.level.{HallFilter.NameOf(l.Key)}"], l.Key == query.Filter.Level, l.Value))],
        HallTab.Region => [.. regions.Now.Children(query.Hall.RegionCode).Select(r => Chip(query, "region", r.Code, r.ShortName, r.Code == query.Filter.Region, members.CountIn(r.Code)))
            .Where(c => c.Count > 0).Take(MostChips)],
        _ => [],
    };

    private static HallChip Chip(HallQuery query, string field, string value, string text, bool current, int count) =>
        new(text, $"{query.Path}?{field}={(current ? "" : Uri.EscapeDataString(value))}", current, count);
}
