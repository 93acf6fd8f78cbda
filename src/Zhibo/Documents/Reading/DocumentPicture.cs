using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Documents.Files;

namespace Zhibo.Documents.Reading;

/// <summary>A document with everything that its sheet shows.</summary>
public sealed record DocumentPicture(Document Document, Account Office, IReadOnlyList<DocumentFile> Files)
{
    public static async Task<DocumentPicture?> One(Db db, long id, CancellationToken ct)
    {
        if (await db.Documents.FirstOrDefaultAsync(d => d.Id == id, ct) is not { } document) return null;
        return new(document, await db.Accounts.FirstAsync(a => a.Id == document.AccountId, ct), await AttachedPapers.Of(db, id, ct));
    }
}
