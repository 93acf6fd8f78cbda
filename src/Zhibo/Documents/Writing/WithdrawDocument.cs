using Zhibo.Data;

namespace Zhibo.Documents.Writing;

/// <summary>废止: says that a document is no longer in force, and why. Its text stays readable and is marked so everywhere.</summary>
public sealed class WithdrawDocument(Writer writer, DocumentRights rights, TimeProvider clock)
{
    public sealed record Input(long AccountId, long? ActingUser, long DocumentId, string Reason);

    public async Task<Document> Run(Input input, CancellationToken ct)
    {
        var voice = await rights.Require(input.AccountId, input.ActingUser, ct);
        var reason = EditDocument.ReasonOf(input.Reason);
        var now = DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
        return await writer.Run(turn =>
        {
            var document = EditDocument.Published(turn, input.AccountId, input.DocumentId);
            (document.State, document.WithdrawnAt, document.WithdrawnReason) = (DocumentState.Withdrawn, now, reason);
            turn.Raise(new DocumentChanged(document.Id, document.PostId!.Value));
            voice.Log(turn, "document.withdrawn", Document.Subject(document.Id), now);
            return document;
        }, ct);
    }
}
