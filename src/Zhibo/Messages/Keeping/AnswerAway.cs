using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Posts;
using Zhibo.Posts.Writing;
using Zhibo.Shared.Jobs;

namespace Zhibo.Messages.Keeping;

/// <summary>Tells somebody who wrote outside the hours when people are back: once a day and conversation.</summary>
internal sealed class AnswerAway(Db db, CreatePost create) : IJob
{
    public const string JobKind = "message_away";

    internal sealed record Payload(long OfficeId, long ConversationId);

    public async Task Run(Job job, CancellationToken ct)
    {
        var (office, conversation) = job.Read<Payload>();
        var text = await db.MessageRules.Where(r => r.AccountId == office).Select(r => r.AwayText).FirstOrDefaultAsync(ct);
        if (string.IsNullOrEmpty(text)) return;
        var others = await db.ConversationParties.Where(p => p.ConversationId == conversation && p.AccountId != office).Select(p => p.AccountId).ToListAsync(ct);
        await create.Run(new(office, text) { Visibility = Visibility.Direct, To = others, Automatic = true, IdempotencyKey = job.Key }, ct);
    }
}
