using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Documents.Files;

/// <summary>The files of a document, bound to it in the turn that writes it.</summary>
internal static class AttachedPapers
{
    public const int Most = 20;

    public static IReadOnlyList<long> Check(IReadOnlyList<long> wanted)
    {
        List<long> ids = [.. wanted.Distinct()];
        return ids.Count <= Most ? ids : throw new Refusal(RefusalKind.Invalid, "documents.file.many", "files", Most);
    }

    /// <summary>Gives the files to the document, in this order; those it had and that are not named are gone for good.</summary>
    /// <returns>Whether anything is different now.</returns>
    public static bool Bind(Db turn, Document document, IReadOnlyList<long> wanted, DateTimeOffset now)
    {
        var had = turn.DocumentFiles.AsTracking().Where(f => f.DocumentId == document.Id).OrderBy(f => f.Position).ToList();
        if (had.Select(f => f.Id).SequenceEqual(wanted)) return false;
        var known = turn.DocumentFiles.AsTracking().Where(f => wanted.Contains(f.Id)).ToList();
        if (known.Count < wanted.Count || known.Exists(f => f.AccountId != document.AccountId || (f.DocumentId ?? document.Id) != document.Id))
            throw new Refusal(RefusalKind.Invalid, "documents.file.gone", "files");
        foreach (var (place, id) in wanted.Index())
        {
            var file = known.First(f => f.Id == id);
            (file.DocumentId, file.Position, file.FreeUntil) = (document.Id, place, null);
        }
        foreach (var left in had.Where(f => !wanted.Contains(f.Id))) Remove(turn, left, now);
        return true;
    }

    public static void RemoveAll(Db turn, long documentId, DateTimeOffset now)
    {
        foreach (var file in turn.DocumentFiles.AsTracking().Where(f => f.DocumentId == documentId).ToList()) Remove(turn, file, now);
    }

    public static void Remove(Db turn, DocumentFile file, DateTimeOffset now)
    {
        turn.DocumentFiles.Remove(file);
        // Somebody may be sending the same file at this moment, and its row comes after it.
        turn.Queue(ErasePapers.Kind, file.Hash, now + ErasePapers.Fresh);
    }

    public static async Task<List<DocumentFile>> Of(Db db, long documentId, CancellationToken ct) =>
        await db.DocumentFiles.Where(f => f.DocumentId == documentId).OrderBy(f => f.Position).ToListAsync(ct);

    /// <summary>Those a form names, as far as they are the office's to use in this document.</summary>
    public static async Task<IReadOnlyList<DocumentFile>> Named(Db db, long accountId, long? documentId, IReadOnlyList<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        var files = await db.DocumentFiles.Where(f => ids.Contains(f.Id) && f.AccountId == accountId && (f.DocumentId == null || f.DocumentId == documentId)).ToDictionaryAsync(f => f.Id, ct);
        return [.. ids.Where(files.ContainsKey).Select(id => files[id])];
    }
}
