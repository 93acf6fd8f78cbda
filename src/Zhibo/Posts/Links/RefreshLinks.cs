using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Jobs;

namespace Zhibo.Posts.Links;

/// <summary>Looks again at pages whose card is due and that somebody pointed to within a month.</summary>
public sealed class RefreshLinks(Writer writer, Db read, TimeProvider clock) : IChore
{
    private const int AtOnce = 200;
    private static readonly TimeSpan InUse = TimeSpan.FromDays(30), Lease = TimeSpan.FromHours(1);

    public async Task Run(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var since = Ids.Boundary(now - InUse);
        var due = await read.LinkCards.Where(c => c.DueAt <= now && read.PostLinks.Any(l => l.CardId == c.Id && l.PostId > since)).OrderBy(c => c.DueAt).Take(AtOnce).Select(c => c.Id).ToListAsync(ct);
        if (due.Count == 0) return;
        await writer.Run(turn =>
        {
            // The time of the next look stands before the look: a job that dies is not asked for at every round.
            var later = now + Lease;
            turn.LinkCards.Where(c => due.Contains(c.Id)).ExecuteUpdate(set => set.SetProperty(c => c.DueAt, later));
            foreach (var id in due)
            {
                var key = ReadLink.KeyOf(id);
                turn.Jobs.Where(j => j.Key == key && j.DoneAt != null).ExecuteDelete();
                turn.Queue(ReadLink.Kind, id, key: key);
            }
        }, ct);
    }
}
