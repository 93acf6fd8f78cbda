using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Documents.Files;
using Zhibo.Shared;

namespace Zhibo.Documents.Writing;

/// <summary>What becomes of a document when the post that carries it is written, and when it is deleted; in the same turn.</summary>
public static class Publication
{
    /// <summary>Hangs a draft on a post of its office.</summary>
    /// <param name="turn">The turn in which the post is written.</param>
    /// <param name="today">Where the draft names no day.</param>
    public static void Hang(Db turn, long documentId, long accountId, long postId, DateTimeOffset now, DateOnly today)
    {
        var draft = SaveDraft.Find(turn, accountId, documentId);
        draft.IssuedOn ??= today;
        RequireWhole(draft.Issuers, draft.IssuedOn, draft.Body);
        (draft.State, draft.PostId, draft.PublishedAt) = (DocumentState.Published, postId, now);
    }

    /// <summary>The post is gone, and with it the text and everything that went with it; the address stays.</summary>
    public static void Remove(Db turn, long documentId, DateTimeOffset now)
    {
        if (turn.Documents.AsTracking().FirstOrDefault(d => d.Id == documentId) is not { } document) return;
        turn.DocumentEdits.RemoveRange(turn.DocumentEdits.Where(e => e.DocumentId == documentId));
        AttachedPapers.RemoveAll(turn, documentId, now);
        (document.Title, document.Issuers, document.Number, document.IssuedOn) = ("", "", "", null);
        (document.Body, document.Searched, document.WithdrawnReason) = ("", "", "");
        (document.State, document.WithdrawnAt) = (DocumentState.Deleted, now);
    }

    public static string Subject(long documentId) => Document.Subject(documentId);

    internal static void RequireWhole(string issuers, DateOnly? issuedOn, string body)
    {
        if (issuers.Length == 0) throw new Refusal(RefusalKind.Invalid, "documents.needs_issuer", "issuers");
        if (issuedOn is null) throw new Refusal(RefusalKind.Invalid, "documents.needs_date", "issued_on");
        if (body.Length == 0) throw new Refusal(RefusalKind.Invalid, "documents.needs_body", "body");
    }
}
