using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Documents.Files;
using Zhibo.Shared;

namespace Zhibo.Documents.Writing;

/// <summary>Begins a document, or changes one that is not published yet. It may be incomplete until then.</summary>
public sealed class SaveDraft(Writer writer, DocumentRights rights, Ids ids)
{
    /// <param name="AccountId">The office.</param>
    /// <param name="ActingUser">Who writes for it; null where the office's own login does.</param>
    /// <param name="UserId">The person at the keyboard.</param>
    public sealed record Input(long AccountId, long? ActingUser, long UserId, DocumentText.Typed Text)
    {
        /// <summary>Null begins one.</summary>
        public long? DocumentId { get; init; }

        /// <summary>What goes with it, in this order.</summary>
        public IReadOnlyList<long> Files { get; init; } = [];
    }

    public async Task<Document> Run(Input input, CancellationToken ct)
    {
        await rights.Require(input.AccountId, input.ActingUser, ct);
        var (text, files) = (DocumentText.Read(input.Text), AttachedPapers.Check(input.Files));
        return await writer.Run(turn =>
        {
            var document = input.DocumentId is { } id ? Find(turn, input.AccountId, id) : Begin(turn, input);
            text.Write(document);
            AttachedPapers.Bind(turn, document, files, Ids.TimeOf(ids.Next()));
            return document;
        }, ct);
    }

    private Document Begin(Db turn, Input input)
    {
        var document = new Document { Id = ids.Next(), AccountId = input.AccountId, UserId = input.UserId };
        turn.Documents.Add(document);
        return document;
    }

    internal static Document Find(Db turn, long accountId, long id)
    {
        var document = turn.Documents.AsTracking().FirstOrDefault(d => d.Id == id && d.AccountId == accountId && d.State != DocumentState.Deleted)
            ?? throw new Refusal(RefusalKind.NotFound, "documents.not_found");
        return document.State == DocumentState.Draft ? document : throw new Refusal(RefusalKind.Conflict, "documents.published_already");
    }
}
