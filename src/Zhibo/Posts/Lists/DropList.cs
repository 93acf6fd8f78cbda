using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Posts.Lists;

/// <summary>Ends a list of one's own.</summary>
public sealed class DropList(Writer writer)
{
    public sealed record Input(long AccountId, long ListId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        turn.ReadingLists.Remove(SaveList.Mine(turn, input.AccountId, input.ListId));
        turn.ListMembers.Where(m => m.ListId == input.ListId).ExecuteDelete();
        turn.Raise(new ReaderChanged(input.AccountId));
    }, ct);
}
