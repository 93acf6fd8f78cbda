using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Regions.Import;

/// <summary>
/// Brings in a list of regions: the whole country from the folder of a list, or some from a table of our own form. Known
/// regions get the names of the list and keep their old ones as variants; what was added here and what the list lacks stays.
/// </summary>
public sealed class ImportRegions(IDbContextFactory<Db> databases, Writer writer, TimeProvider clock)
{
    /// <summary>Regions a turn: other writers wait no longer than for a picture.</summary>
    private const int Together = 500;

    public sealed record Input(IReadOnlyList<RegionFile> Files)
    {
        /// <summary>Content of MAP.json, for a table of our own form; without it the columns bear the names of the fields.</summary>
        public string? MapJson { get; init; }

        /// <summary>Say what would happen and write nothing.</summary>
        public bool DryRun { get; init; }

        /// <summary>Null is the site itself, at the command line.</summary>
        public long? UserId { get; init; }

        public Action<TableFault>? Rejected { get; init; }

        /// <summary>Hears how many regions are written.</summary>
        public Action<long>? Progress { get; init; }
    }

    /// <param name="LeftOut">Placeholders such as 市辖区, what the list calls abolished, and doubles.</param>
    /// <param name="NoLongerListed">Known regions that a list of the whole country lacks; they stay.</param>
    public sealed record Outcome(long Rows, long Imported, long Changed, long Unchanged, long Rejected, long LeftOut, long NoLongerListed)
    {
        /// <summary>The last line on stdout.</summary>
        public string ToJson() => string.Create(CultureInfo.InvariantCulture,
            $$"""{"rows":{{Rows}},"imported":{{Imported}},"changed":{{Changed}},"unchanged":{{Unchanged}},"rejected":{{Rejected}},"left_out":{{LeftOut}},"no_longer_listed":{{NoLongerListed}}}""");
    }

    /// <summary>Throws <see cref="InvalidDataException"/> when the list or the map as a whole is of no use.</summary>
    public async Task<Outcome> Run(Input input, CancellationToken ct)
    {
        var known = await Known(ct);
        var rows = await Read(input, known, ct);
        var sorted = new Sorted(rows, known);
        foreach (var fault in rows.Faults) input.Rejected?.Invoke(fault);
        if (!input.DryRun) await Write(sorted, input, ct);
        var missing = rows.Whole ? known.Values.Count(region => !region.AddedHere && rows.Of(region.Code) is null) : 0;
        var (imported, changed, unchanged) = (sorted.Fresh.Count, sorted.Changed.Count, sorted.Unchanged);
        return new(imported + changed + unchanged + rows.Faults.Count + rows.LeftOut, imported, changed, unchanged, rows.Faults.Count, rows.LeftOut, missing);
    }

    private async Task<Dictionary<string, Region>> Known(CancellationToken ct)
    {
        await using var db = await databases.CreateDbContextAsync(ct);
        return await db.Regions.ToDictionaryAsync(region => region.Code, StringComparer.Ordinal, ct);
    }

    private static Task<RegionRows> Read(Input input, Dictionary<string, Region> known, CancellationToken ct)
    {
        if (!RegionPack.Is(input.Files))
            return input.Files is [var table] ? RegionTable.Read(table, input.MapJson, ct) : throw new InvalidDataException($"a list of the whole country has {RegionFile.Provinces}");
        var children = known.Values.ToLookup(region => region.ParentCode ?? "", StringComparer.Ordinal);
        return new RegionPack(input.Files, code => children[code]).Read(ct);
    }

    private async Task Write(Sorted sorted, Input input, CancellationToken ct)
    {
        var done = 0L;
        foreach (var batch in sorted.Fresh.Concat(sorted.Changed).Chunk(Together))
        {
            await writer.Run(turn =>
            {
                foreach (var entry in batch) entry.Write(turn);
                turn.Raise(new RegionsChanged());
            }, ct);
            done += batch.Length;
            input.Progress?.Invoke(done);
        }
        if (done == 0) return;
        var detail = string.Create(CultureInfo.InvariantCulture, $"{sorted.Fresh.Count} new, {sorted.Changed.Count} changed");
        await writer.Run(turn => turn.Audit(new AuditLog.Act("region.imported", input.UserId) { Detail = detail }, clock.GetUtcNow()), ct);
    }

    /// <summary>What is to be done with each row.</summary>
    private sealed class Sorted
    {
        public Sorted(RegionRows rows, IReadOnlyDictionary<string, Region> known)
        {
            var taken = new HashSet<string>(StringComparer.Ordinal);
            // Those above first: a region whose parent was refused has none.
            foreach (var row in rows.Rows.OrderBy(row => row.Level))
            {
                if (!rows.TryParent(row, code => taken.Contains(code) || known.ContainsKey(code), out var parent)) continue;
                taken.Add(row.Code);
                var before = known.GetValueOrDefault(row.Code);
                var entry = new RegionEntry(row, parent, before);
                if (before is null) Fresh.Add(entry);
                else if (before.AddedHere || entry.IsAs(before)) Unchanged++;
                else Changed.Add(entry);
            }
        }

        public List<RegionEntry> Fresh { get; } = [];

        public List<RegionEntry> Changed { get; } = [];

        public int Unchanged { get; private set; }
    }
}
