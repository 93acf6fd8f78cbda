using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Documents.Reading;

/// <summary>Documents as everybody may read them, and as their office may.</summary>
public sealed class ReadDocuments(Db db)
{
    public const int PerPage = 20;

    /// <summary>What everybody may read, and the notice of what was deleted with its post; drafts do not exist.</summary>
    public async Task<DocumentPicture> Public(long id, CancellationToken ct) =>
        await DocumentPicture.One(db, id, ct) is { Document.State: not DocumentState.Draft } found ? found : throw NotFound();

    /// <summary>A document of this office that is not deleted, drafts too.</summary>
    public async Task<DocumentPicture> Own(long accountId, long id, CancellationToken ct) =>
        await DocumentPicture.One(db, id, ct) is { Document.State: not DocumentState.Deleted } found && found.Document.AccountId == accountId ? found : throw NotFound();

    /// <summary>Published ones of an office, newest first; those no longer in force among them.</summary>
    public Task<List<DocumentCard>> Of(long accountId, long? before, CancellationToken ct) =>
        Cards(db.Documents.Where(d => d.AccountId == accountId && (d.State == DocumentState.Published || d.State == DocumentState.Withdrawn)), before, ct);

    public Task<List<DocumentCard>> Drafts(long accountId, long? before, CancellationToken ct) =>
        Cards(db.Documents.Where(d => d.AccountId == accountId && d.State == DocumentState.Draft), before, ct);

    public Task<bool> HasAny(long accountId, CancellationToken ct) =>
        db.Documents.AnyAsync(d => d.AccountId == accountId && (d.State == DocumentState.Published || d.State == DocumentState.Withdrawn), ct);

    private async Task<List<DocumentCard>> Cards(IQueryable<Document> documents, long? before, CancellationToken ct)
    {
        var rows = await documents.Where(d => d.Id < (before ?? long.MaxValue)).OrderByDescending(d => d.Id).Take(PerPage)
            .Select(d => new { d.Id, d.Title, d.Number, d.Issuers, d.IssuedOn, d.State, Files = db.DocumentFiles.Count(f => f.DocumentId == d.Id) }).ToListAsync(ct);
        return rows.ConvertAll(r => new DocumentCard(r.Id, r.Title, r.Number, r.Issuers.Length == 0 ? [] : r.Issuers.Split('\n'), r.IssuedOn) { Files = r.Files, State = r.State });
    }

    private static Refusal NotFound() => new(RefusalKind.NotFound, "documents.not_found");
}
