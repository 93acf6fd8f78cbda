using Microsoft.EntityFrameworkCore;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Messages;

/// <summary>A party has seen what was said up to a message.</summary>
public sealed class MarkRead(Writer writer)
{
    /// <param name="UpTo">The newest message that was shown.</param>
    public sealed record Input(long AccountId, long ConversationId, long UpTo);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        var party = turn.Party(input.ConversationId, input.AccountId);
        var upTo = Math.Min(input.UpTo, party.LastId);
        var unread = upTo == party.LastId ? 0
            : turn.Messages.Count(m => m.ConversationId == party.ConversationId && m.PostId > upTo && m.AuthorId != party.AccountId);
        if (party.ReadId >= upTo && party.Unread <= unread) return;
        (party.ReadId, party.Unread) = (Math.Max(party.ReadId, upTo), Math.Min(party.Unread, unread));
        // The others see the mark.
        turn.Raise(new ConversationChanged(party.ConversationId, [.. turn.ConversationParties.Where(p => p.ConversationId == party.ConversationId).Select(p => p.AccountId)]));
    }, ct);
}

internal static class Parties
{
    /// <summary>The conversation as this account has it; to others it does not exist.</summary>
    public static ConversationParty Party(this Db turn, long conversation, long account)
    {
        turn.Hold(conversation);
        return turn.ConversationParties.AsTracking().FirstOrDefault(p => p.ConversationId == conversation && p.AccountId == account)
            ?? throw new Refusal(RefusalKind.NotFound, "messages.none");
    }

    /// <summary>Until the commit nobody else changes the conversation: two nodes that count at one moment count both.</summary>
    public static void Hold(this Db turn, long conversation)
    {
        if (turn.Database.IsNpgsql()) turn.Database.ExecuteSqlRaw("SELECT id FROM conversations WHERE id = {0} FOR UPDATE", conversation);
    }
}
