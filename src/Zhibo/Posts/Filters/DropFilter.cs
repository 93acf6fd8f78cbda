using Microsoft.EntityFrameworkCore;
using Zhibo.Data;

namespace Zhibo.Posts.Filters;

/// <summary>Ends a filter of one's own.</summary>
public sealed class DropFilter(Writer writer)
{
    public sealed record Input(long AccountId, long FilterId);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        turn.Filters.Remove(SaveFilter.Mine(turn, input.AccountId, input.FilterId));
        turn.FilterWords.Where(w => w.FilterId == input.FilterId).ExecuteDelete();
        turn.Raise(new ReaderChanged(input.AccountId));
    }, ct);
}
