using Zhibo.Agencies.Tree;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Agencies.Import;

/// <summary>Finds the parents that rows name, in the register or anywhere in the file, and refuses circles.</summary>
internal sealed class ImportParents(AgencyForest forest, ImportMap map, List<ImportFault> faults)
{
    private const int MostNamed = 4;

    /// <param name="ByHandle">A handle is nobody else's; names may be.</param>
    private sealed record Target(long Id, string RegionCode, ImportEntry? Row, bool ByHandle);

    public void Place(IReadOnlyList<ImportEntry> entries)
    {
        var placed = entries.Where(e => !e.Rejected && e.ParentName.Length > 0).ToList();
        var targets = Targets(entries, placed.Select(e => AgencyText.Key(e.ParentName)).ToHashSet());
        foreach (var entry in placed)
        {
            switch (Choose(entry, [.. targets[AgencyText.Key(entry.ParentName)]]))
            {
                case [var parent]:
                    (entry.ParentId, entry.ParentRow) = (parent.Id, parent.Row);
                    break;
                case []:
                    Reject(entry, "agencies.import.fault.parent");
                    break;
                case var several:
                    Reject(entry, "agencies.import.fault.parents", several.Count);
                    break;
            }
        }
        RefuseCircles([.. placed.Where(e => !e.Rejected)], entries);
    }

    private ILookup<string, Target> Targets(IReadOnlyList<ImportEntry> entries, HashSet<string> wanted)
    {
        var rows = from entry in entries.Where(e => e.Known is null)
                   from name in NamesOf(entry.Handle, entry.Draft.Name, entry.Draft.Nickname)
                   select (Key: AgencyText.Key(name.Text), Target: new Target(entry.Id, entry.Draft.RegionCode, entry, name.IsHandle));
        var known = from node in forest.All
                    where node.State != AgencyState.Closed
                    from name in NamesOf(node.Handle, node.Name, node.Nickname)
                    select (Key: AgencyText.Key(name.Text), Target: new Target(node.Id, node.RegionCode, null, name.IsHandle));
        return rows.Concat(known).Where(t => wanted.Contains(t.Key)).ToLookup(t => t.Key, t => t.Target);
    }

    private static IEnumerable<(string Text, bool IsHandle)> NamesOf(string handle, string name, string nickname) => [(handle, true), (name, false), (nickname, false)];

    /// <summary>Of several of one name the one that governs the row's region, the nearest first.</summary>
    private static List<Target> Choose(ImportEntry entry, IReadOnlyList<Target> found)
    {
        if (found.FirstOrDefault(t => t.ByHandle) is { } named) return [named];
        var units = found.DistinctBy(t => t.Id).ToList();
        if (units.Count < 2) return units;
        // A row that was refused, say as the second of its name, is no choice where another is left.
        if (units.Exists(t => t.Row is not { Rejected: true })) units.RemoveAll(t => t.Row is { Rejected: true });
        if (units.Count < 2) return units;
        var above = units.Where(t => t.Id != entry.Id && entry.Draft.RegionCode.StartsWith(t.RegionCode, StringComparison.Ordinal)).ToList();
        if (above.Count == 0) return units;
        var nearest = above.Max(t => t.RegionCode.Length);
        return [.. above.Where(t => t.RegionCode.Length == nearest)];
    }

    private void RefuseCircles(IReadOnlyList<ImportEntry> placed, IReadOnlyList<ImportEntry> entries)
    {
        var byId = entries.Where(e => !e.Rejected).DistinctBy(e => e.Id).ToDictionary(e => e.Id);
        List<(ImportEntry, string, object)> refused = [];
        foreach (var entry in placed)
        {
            List<string> way = [entry.Draft.Name];
            var (at, seen) = (entry.ParentId, new HashSet<long>());
            for (; at is { } id && id != entry.Id && way.Count < AgencyForest.Deepest && seen.Add(id); at = ParentOf(id)) way.Add(NameOf(id));
            if (at == entry.Id) refused.Add((entry, "agencies.import.fault.circle", string.Join(" → ", way.Take(MostNamed).Append(way.Count > MostNamed ? "…" : entry.Draft.Name))));
            // Who only hangs below a circle falls with it.
            else if (at is { } left && !seen.Contains(left)) refused.Add((entry, "agencies.too_deep", AgencyForest.Deepest));
        }
        // All of a circle are named, not only the first that is found.
        foreach (var (entry, word, argument) in refused) Reject(entry, word, argument);

        // What the file says of an agency outranks the register.
        long? ParentOf(long id) => byId.TryGetValue(id, out var row) && row.ParentId is { } parent ? parent : forest.Of(id)?.ParentId;
        string NameOf(long id) => byId.TryGetValue(id, out var row) ? row.Draft.Name : forest.Of(id)?.Name ?? "";
    }

    private void Reject(ImportEntry entry, string word, params object?[] args) => ImportPlanner.Reject(entry, map, faults, AgencyForm.Parent, word, args);
}
