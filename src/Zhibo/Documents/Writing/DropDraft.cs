using Zhibo.Data;
using Zhibo.Documents.Files;
using Zhibo.Shared;

namespace Zhibo.Documents.Writing;

/// <summary>Throws a draft away, with its files.</summary>
public sealed class DropDraft(Writer writer, DocumentRights rights, Ids ids)
{
    public sealed record Input(long AccountId, long? ActingUser, long DocumentId);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.Require(input.AccountId, input.ActingUser, ct);
        await writer.Run(turn =>
        {
            var draft = SaveDraft.Find(turn, input.AccountId, input.DocumentId);
            AttachedPapers.RemoveAll(turn, draft.Id, Ids.TimeOf(ids.Next()));
            turn.Documents.Remove(draft);
        }, ct);
    }
}
