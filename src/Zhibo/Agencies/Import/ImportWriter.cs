using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Agencies.Import;

/// <summary>Writes what was planned: new agencies a hundred a turn, parents first; changes by the same use cases as by hand.</summary>
public sealed class ImportWriter(Writer writer, NewAgencies register, ChangeAgency change, TransferAgency transfer, RenameAgency rename)
{
    /// <summary>Others who write wait for a turn.</summary>
    private const int Batch = 100;

    internal async Task Enter(IReadOnlyList<ImportEntry> entries, ImportMap map, long? userId, List<ImportFault> faults, Action<long>? progress, CancellationToken ct)
    {
        var done = 0L;
        foreach (var batch in entries.OrderBy(Depth).ThenBy(e => e.Row.Number).Chunk(Batch))
        {
            ct.ThrowIfCancellationRequested();
            var refused = await writer.Run(turn => Enter(turn, batch, userId), ct);
            foreach (var (entry, field, word) in refused) ImportPlanner.Reject(entry, map, faults, field, word);
            progress?.Invoke(done += batch.Length);
        }
    }

    internal async Task Change(IReadOnlyList<ImportEntry> entries, ImportMap map, long? userId, string reason, List<ImportFault> faults, CancellationToken ct)
    {
        foreach (var entry in entries)
        {
            try { await Change(entry, userId, reason, ct); }
            catch (Refusal refusal) when (refusal.Kind is not RefusalKind.Busy)
            {
                ImportPlanner.Reject(entry, map, faults, refusal.Field is { } field && AgencyForm.Fields.Contains(field) ? field : AgencyForm.Name, refusal.Word, refusal.Args);
            }
        }
    }

    /// <summary>The row places a known agency elsewhere.</summary>
    internal static bool Moves(ImportEntry entry) => entry.Known is { } known
        && ((entry.ParentId is { } parent && parent != known.ParentId) || entry.Draft.LineKey != known.LineKey || (entry.Typed.Level is { } level && level != known.Level));

    internal static bool Renames(ImportEntry entry) => entry.Known is { } known && entry.Typed.Nickname.Length > 0 && entry.Draft.Nickname != known.Nickname;

    /// <summary>The plan may be a few seconds old: whoever took a name since then keeps it.</summary>
    private List<(ImportEntry Entry, string Field, string Word)> Enter(Db turn, ImportEntry[] batch, long? userId)
    {
        NewAgencies.Prepare(turn, parentId: null);
        List<(ImportEntry, string, string)> refused = [];
        var taken = NameClaims.Taken(turn, batch.SelectMany(e => new[] { e.Handle, e.Draft.Nickname }));
        var names = batch.Select(e => e.Draft.NameKey).ToList();
        var twins = turn.Agencies.Where(a => names.Contains(a.NameKey)).Select(a => new { a.RegionCode, a.NameKey }).AsEnumerable().Select(a => (a.RegionCode, a.NameKey)).ToHashSet();
        var codes = batch.Where(e => e.Draft.UnitCode is not null).Select(e => e.Draft.UnitCode).ToList();
        var used = turn.Agencies.Where(a => codes.Contains(a.UnitCode)).Select(a => a.UnitCode).ToHashSet();
        var above = batch.Select(e => e.ParentId).OfType<long>().ToList();
        var parents = turn.Agencies.Where(a => above.Contains(a.Id) && a.State != AgencyState.Closed).Select(a => a.Id).ToHashSet();
        foreach (var entry in batch)
        {
            var draft = entry.Draft;
            if (twins.Contains((draft.RegionCode, draft.NameKey))) refused.Add((entry, AgencyForm.Name, "agencies.import.fault.meanwhile"));
            else if (used.Contains(draft.UnitCode)) refused.Add((entry, AgencyForm.UnitCode, "agencies.import.fault.meanwhile"));
            else if (taken.Contains(Names.Skeleton(entry.Handle)) || taken.Contains(Names.Skeleton(draft.Nickname))) refused.Add((entry, AgencyForm.Name, "accounts.name_taken"));
            else if (entry.ParentId is { } parent && !parents.Contains(parent)) refused.Add((entry, AgencyForm.Parent, "agencies.no_parent"));
            else
            {
                register.Open(turn, entry.Id, draft with { ParentId = entry.ParentId }, OpenAccount.Claimed(turn, entry.Id, entry.Handle, draft.Nickname), userId);
                parents.Add(entry.Id);
            }
        }
        return refused;
    }

    private async Task Change(ImportEntry entry, long? userId, string reason, CancellationToken ct)
    {
        var (draft, typed) = (entry.Draft, entry.Typed);
        await change.Run(new(entry.Id, userId)
        {
            Contact = Said(draft.Contact),
            Phone = Said(draft.Phone),
            Address = Said(draft.Address),
            Hours = Said(draft.Hours),
            Duties = Said(draft.Duties),
            UnitCode = draft.UnitCode,
        }, ct);
        if (Moves(entry)) await transfer.Run(new(entry.Id, userId, reason) { ParentId = entry.ParentId, LineKey = draft.LineKey, Level = typed.Level }, ct);
        if (Renames(entry)) await rename.Run(new(entry.Id, userId, draft.Name, reason) { Nickname = draft.Nickname }, ct);
    }

    private static string? Said(string text) => text.Length > 0 ? text : null;

    /// <summary>How many parents that come with the file stand above.</summary>
    private static int Depth(ImportEntry entry)
    {
        var depth = 0;
        for (var at = entry.ParentRow; at is not null && depth < Tree.AgencyForest.Deepest; at = at.ParentRow) depth++;
        return depth;
    }
}
