using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Documents.Reading;

/// <summary>A document as it stands on the card of its post, in lists and in other sites' previews.</summary>
public sealed record DocumentCard(long Id, string Title, string Number, IReadOnlyList<string> Issuers, DateOnly? IssuedOn)
{
    public int Files { get; init; }

    public DocumentState State { get; init; }

    public string Url => Document.UrlOf(Id);

    public static DocumentCard Of(Document document, int files = 0) =>
        new(document.Id, document.Title, document.Number, document.IssuerList, document.IssuedOn) { Files = files, State = document.State };

    /// <summary>By the number of the document. What was deleted has no card.</summary>
    public static async Task<Dictionary<long, DocumentCard>> Load(Db db, IReadOnlyCollection<long> ids, CancellationToken ct)
    {
        if (ids.Count == 0) return [];
        var rows = await (from d in db.Documents
                          where ids.Contains(d.Id) && (d.State == DocumentState.Published || d.State == DocumentState.Withdrawn)
                          select new { d.Id, d.Title, d.Number, d.Issuers, d.IssuedOn, d.State, Files = db.DocumentFiles.Count(f => f.DocumentId == d.Id) }).ToListAsync(ct);
        return rows.ToDictionary(r => r.Id, r => new DocumentCard(r.Id, r.Title, r.Number, r.Issuers.Length == 0 ? [] : r.Issuers.Split('\n'), r.IssuedOn) { Files = r.Files, State = r.State });
    }
}
