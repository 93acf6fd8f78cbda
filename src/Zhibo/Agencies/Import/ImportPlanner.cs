using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Shared.Text.Tables;

namespace Zhibo.Agencies.Import;

/// <summary>Decides before anything is written what each row would do: enter, change, leave, or why it cannot. A dry run ends here.</summary>
public sealed class ImportPlanner(IDbContextFactory<Db> databases, AgencyTree tree, Ids ids)
{
    private const int MostAtOnce = 400;

    internal async Task Plan(IReadOnlyList<ImportEntry> entries, ImportMap map, List<ImportFault> faults, CancellationToken ct)
    {
        var forest = tree.Now;
        Recognise(entries, forest);
        RejectTwins(entries, map, faults);
        await using var db = await databases.CreateDbContextAsync(ct);
        await CheckCodes(db, entries, map, faults, ct);
        CheckKnown(entries, forest, map, faults);
        new ImportParents(forest, map, faults).Place(entries);
        NameNew(db, entries, map, faults);
        RejectBelowRejected(entries, map, faults);
        await Compare(db, entries, ct);
    }

    /// <summary>By region and name an agency is known again, whatever else its row says.</summary>
    private void Recognise(IReadOnlyList<ImportEntry> entries, AgencyForest forest)
    {
        var known = forest.All.ToLookup(n => (n.RegionCode, AgencyText.Key(n.Name)));
        foreach (var entry in entries)
        {
            entry.Known = known[(entry.Draft.RegionCode, entry.Draft.NameKey)].FirstOrDefault();
            entry.Id = entry.Known?.Id ?? ids.Next();
            entry.Handle = entry.Known?.Handle ?? entry.Draft.Handle ?? "";
        }
    }

    private static void RejectTwins(IReadOnlyList<ImportEntry> entries, ImportMap map, List<ImportFault> faults)
    {
        Once(AgencyForm.Name, e => $"{e.Draft.RegionCode} {e.Draft.NameKey}");
        Once(AgencyForm.Handle, e => e.Draft.Handle);
        Once(AgencyForm.UnitCode, e => e.Draft.UnitCode);
        Once(AgencyForm.Nickname, e => e.Typed.Nickname.Length > 0 ? Names.Skeleton(e.Draft.Nickname) : null);

        void Once(string field, Func<ImportEntry, string?> keyOf)
        {
            var first = new Dictionary<string, ImportEntry>();
            foreach (var entry in entries.Where(e => !e.Rejected && keyOf(e) is not null))
                if (!first.TryAdd(keyOf(entry)!, entry)) Reject(entry, map, faults, field, "agencies.import.fault.twice", first[keyOf(entry)!].Row.Number);
        }
    }

    private static async Task CheckCodes(Db db, IReadOnlyList<ImportEntry> entries, ImportMap map, List<ImportFault> faults, CancellationToken ct)
    {
        foreach (var some in entries.Where(e => !e.Rejected && e.Draft.UnitCode is not null).Chunk(MostAtOnce))
        {
            var codes = some.Select(e => e.Draft.UnitCode).ToList();
            var held = await db.Agencies.Where(a => codes.Contains(a.UnitCode)).Join(db.Accounts, a => a.Id, a => a.Id, (a, account) => new { a.UnitCode, a.Id, a.Name, account.Handle }).ToListAsync(ct);
            foreach (var entry in some)
                if (held.Find(h => h.UnitCode == entry.Draft.UnitCode && h.Id != entry.Id) is { } other)
                    Reject(entry, map, faults, AgencyForm.UnitCode, "agencies.code_taken", other.Name, other.Handle);
        }
    }

    private static void CheckKnown(IReadOnlyList<ImportEntry> entries, AgencyForest forest, ImportMap map, List<ImportFault> faults)
    {
        foreach (var entry in entries.Where(e => e is { Rejected: false, Known: not null }))
        {
            if (forest.Of(entry.Id)!.State == AgencyState.Closed) Reject(entry, map, faults, AgencyForm.Name, "agencies.closed");
            else if (entry.Draft.Handle is { } handle && handle != entry.Known!.Handle) Reject(entry, map, faults, AgencyForm.Handle, "agencies.import.fault.handle_fixed", entry.Known.Handle);
            else if (entry.Seal is { } seal && seal != forest.Of(entry.Id)!.Seal) Reject(entry, map, faults, AgencyForm.Seal, "agencies.seal_vouched");
        }
    }

    /// <summary>Names that were given must be free; handles that were not are made.</summary>
    private static void NameNew(Db db, IReadOnlyList<ImportEntry> entries, ImportMap map, List<ImportFault> faults)
    {
        var fresh = entries.Where(e => e is { Rejected: false, Known: null }).ToList();
        var renamed = entries.Where(e => !e.Rejected && e.Known is not null && e.Typed.Nickname.Length > 0 && e.Draft.Nickname != e.Known.Nickname).ToList();
        var taken = NameClaims.Taken(db, fresh.SelectMany(e => new[] { e.Handle, e.Draft.Nickname }).Concat(renamed.Select(e => e.Draft.Nickname)).Where(n => n.Length > 0));
        foreach (var entry in fresh.Concat(renamed))
        {
            var (handle, nickname) = (entry.Known is null && entry.Handle.Length > 0 ? Names.Skeleton(entry.Handle) : null, Names.Skeleton(entry.Draft.Nickname));
            if (handle is not null && taken.Contains(handle)) Reject(entry, map, faults, AgencyForm.Handle, "accounts.name_taken");
            else if (taken.Contains(nickname)) Reject(entry, map, faults, entry.Typed.Nickname.Length > 0 ? AgencyForm.Nickname : AgencyForm.Name, "accounts.name_taken");
            else taken.UnionWith(handle is null ? [nickname] : [handle, nickname]);
        }
        MakeHandles(db, [.. fresh.Where(e => e is { Rejected: false, Handle: "" })], taken);
    }

    private static void MakeHandles(Db db, List<ImportEntry> nameless, HashSet<string> taken)
    {
        var numbers = new Dictionary<string, int>();
        while (nameless.Count > 0)
        {
            foreach (var entry in nameless)
            {
                var root = NewHandles.Root(entry.Draft.Nickname, entry.Draft.Name, entry.Draft.RegionCode);
                var number = numbers.GetValueOrDefault(root);
                do entry.Handle = NewHandles.Numbered(root, ++number);
                while (taken.Contains(Names.Skeleton(entry.Handle)) || Names.Check(NameKind.Handle, entry.Handle, byOperator: true) != NameFault.None);
                numbers[root] = number;
                taken.Add(Names.Skeleton(entry.Handle));
            }
            // Those that somebody on the site has get the next number.
            var others = NameClaims.Taken(db, nameless.Select(e => e.Handle));
            nameless = [.. nameless.Where(e => others.Contains(Names.Skeleton(e.Handle)))];
        }
    }

    private static void RejectBelowRejected(IReadOnlyList<ImportEntry> entries, ImportMap map, List<ImportFault> faults)
    {
        for (var more = true; more;)
        {
            more = false;
            foreach (var entry in entries.Where(e => !e.Rejected && e.ParentRow is { Rejected: true, Known: null }))
            {
                Reject(entry, map, faults, AgencyForm.Parent, "agencies.import.fault.parent_rejected", entry.ParentRow!.Row.Number);
                more = true;
            }
        }
    }

    private static async Task Compare(Db db, IReadOnlyList<ImportEntry> entries, CancellationToken ct)
    {
        foreach (var some in entries.Where(e => e is { Rejected: false, Known: not null }).Chunk(MostAtOnce))
        {
            var known = some.Select(e => e.Id).ToList();
            var rows = await db.Agencies.Where(a => known.Contains(a.Id)).ToDictionaryAsync(a => a.Id, ct);
            foreach (var entry in some) entry.Changed = rows.TryGetValue(entry.Id, out var row) && (Differs(entry, row) || ImportWriter.Moves(entry) || ImportWriter.Renames(entry));
        }
    }

    private static bool Differs(ImportEntry entry, Agency row)
    {
        var draft = entry.Draft;
        return Says(draft.Contact, row.Contact) || Says(draft.Phone, row.Phone) || Says(draft.Address, row.Address) || Says(draft.Hours, row.Hours)
            || Says(draft.Duties, row.Duties) || Says(draft.UnitCode ?? "", row.UnitCode ?? "");
    }

    private static bool Says(string wanted, string present) => wanted.Length > 0 && wanted != present;

    internal static void Reject(ImportEntry entry, ImportMap map, List<ImportFault> faults, string field, string word, params object?[] args)
    {
        entry.Rejected = true;
        faults.Add(ImportFault.Of(entry.Row, map.Column(field), map.Text(entry.Row, field), word, args));
    }
}
