using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Messages.Keeping;
using Zhibo.Posts;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Messages;

/// <summary>Says something in a conversation, or begins one.</summary>
internal sealed class SendMessage(Db db, CreatePost create, Doorstep doorstep, TimeProvider clock)
{
    /// <summary>What is said within a day answers what was said before: a client that knows threads alone shows one talk.</summary>
    private static readonly TimeSpan Sitting = TimeSpan.FromDays(1);

    /// <param name="AccountId">Who speaks.</param>
    /// <param name="To">Everybody else.</param>
    /// <param name="Text">What.</param>
    public sealed record Input(long AccountId, IReadOnlyList<long> To, string Text)
    {
        /// <summary>The person who speaks in an office's name.</summary>
        public long? ActingUser { get; init; }

        public IReadOnlyList<Attaching> Media { get; init; } = [];

        public string? IdempotencyKey { get; init; }
    }

    public async Task<Post> Run(Input input, CancellationToken ct)
    {
        var key = Conversation.KeyOf([input.AccountId, .. input.To]);
        var held = await db.ConversationParties.Where(p => db.Conversations.Any(c => c.Id == p.ConversationId && c.Key == key)).ToDictionaryAsync(p => p.AccountId, ct);
        // Whom a block hides cannot be answered: the reason is said before.
        foreach (var other in input.To) doorstep.Admit(db, input.AccountId, other, held.GetValueOrDefault(other));
        return await create.Run(new(input.AccountId, input.Text)
        {
            ActingUser = input.ActingUser,
            Visibility = Visibility.Direct,
            To = input.To,
            Media = input.Media,
            CommentOn = held.Count == 0 ? null : await Latest(held.Values.First().ConversationId, ct),
            IdempotencyKey = input.IdempotencyKey,
        }, ct);
    }

    private async Task<long?> Latest(long conversation, CancellationToken ct)
    {
        var since = Ids.Boundary(clock.GetUtcNow() - Sitting);
        return await db.Messages.Where(m => m.ConversationId == conversation && m.PostId > since)
            .Join(db.Posts.Where(p => p.DeletedAt == null), m => m.PostId, p => p.Id, (m, _) => (long?)m.PostId).OrderByDescending(id => id).FirstOrDefaultAsync(ct);
    }
}
