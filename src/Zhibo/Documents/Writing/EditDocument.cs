using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Documents.Files;
using Zhibo.Shared;

namespace Zhibo.Documents.Writing;

/// <summary>Corrects what is published. What stood there before stays readable, with the day and the reason.</summary>
public sealed class EditDocument(Writer writer, DocumentRights rights, Ids ids, TimeProvider clock)
{
    public const int LongestReason = 200;

    public sealed record Input(long AccountId, long? ActingUser, long DocumentId, DocumentText.Typed Text, string Reason)
    {
        /// <summary>What goes with it now, in this order; null leaves what there is.</summary>
        public IReadOnlyList<long>? Files { get; init; }
    }

    public async Task<Document> Run(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AccountId, input.ActingUser, ct);
        var (text, reason) = (DocumentText.Read(input.Text), ReasonOf(input.Reason));
        var files = input.Files is null ? null : AttachedPapers.Check(input.Files);
        Publication.RequireWhole(string.Join('\n', text.Issuers), text.IssuedOn, text.Body);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await writer.Run(turn =>
        {
            var document = Published(turn, input.AccountId, input.DocumentId);
            var before = Earlier(turn, document, reason);
            var changed = !text.Is(document);
            if (files is not null) changed |= AttachedPapers.Bind(turn, document, files, Ids.TimeOf(ids.Next()));
            if (!changed) return document;
            turn.DocumentEdits.Add(before);
            text.Write(document);
            (document.Version, document.EditedAt) = (document.Version + 1, now);
            turn.Raise(new DocumentChanged(document.Id, document.PostId!.Value));
            voice.Log(turn, "document.edited", Document.Subject(document.Id), now);
            return document;
        }, ct);
    }

    internal static Document Published(Db turn, long accountId, long id)
    {
        var document = turn.Documents.AsTracking().FirstOrDefault(d => d.Id == id && d.AccountId == accountId && (d.State == DocumentState.Published || d.State == DocumentState.Withdrawn))
            ?? throw new Refusal(RefusalKind.NotFound, "documents.not_found");
        return document.State == DocumentState.Published ? document : throw new Refusal(RefusalKind.Conflict, "documents.withdrawn_already");
    }

    internal static string ReasonOf(string typed)
    {
        var reason = DocumentText.Line(typed, "reason", LongestReason);
        return reason.Length > 0 ? reason : throw new Refusal(RefusalKind.Invalid, "documents.needs_reason", "reason");
    }

    private static DocumentEdit Earlier(Db turn, Document document, string reason) => new()
    {
        DocumentId = document.Id,
        Version = document.Version,
        Title = document.Title,
        Issuers = document.Issuers,
        Number = document.Number,
        IssuedOn = document.IssuedOn,
        Body = document.Body,
        Files = string.Join('\n', turn.DocumentFiles.Where(f => f.DocumentId == document.Id).OrderBy(f => f.Position).Select(f => f.Name).ToList()),
        WrittenAt = document.EditedAt ?? document.PublishedAt!.Value,
        Reason = reason,
    };
}
