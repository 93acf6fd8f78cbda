using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared.Jobs;

namespace Zhibo.Posts.Polls;

/// <summary>Tells those concerned that a poll is over. The poll is over without it: this only lets them know. Some at a time, so
/// that nobody waits for the writer; told twice is told once.</summary>
internal sealed class EndPoll(Db db, Writer writer) : IJob
{
    private const int AtOnce = 500;

    public async Task Run(Job job, CancellationToken ct)
    {
        var id = job.Read<long>();
        if (await db.Posts.FirstOrDefaultAsync(p => p.Id == id && p.DeletedAt == null, ct) is not { } post) return;
        await writer.Run(turn =>
        {
            // Kept pages still show the sheet to tick.
            turn.Raise(new PostCounted(id));
            turn.Raise(new PollEnded(id, post.AuthorId, [post.AuthorId]));
        }, ct);
        for (var last = 0L; ;)
        {
            var voters = await db.Ballots.Where(b => b.PollId == id && b.AccountId > last).OrderBy(b => b.AccountId).Take(AtOnce).Select(b => b.AccountId).ToArrayAsync(ct);
            if (voters.Length == 0) return;
            await writer.Run(turn => turn.Raise(new PollEnded(id, post.AuthorId, voters)), ct);
            last = voters[^1];
        }
    }
}
