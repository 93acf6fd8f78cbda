using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Messages;

/// <summary>Takes one's own copy away; the others keep theirs. It comes back when something new is said.</summary>
public sealed class ClearConversation(Writer writer)
{
    public sealed record Input(Caller Caller, long ConversationId);

    public Task Run(Input input, CancellationToken ct)
    {
        // What people wrote to an office is kept by the office, whoever sits there.
        if (input.Caller.Seat is not null) throw new Refusal(RefusalKind.Forbidden, "messages.office_keeps");
        return writer.Run(turn =>
        {
            var party = turn.Party(input.ConversationId, input.Caller.AccountId);
            if (party.ClearedId == party.LastId) return;
            (party.ClearedId, party.ReadId, party.Unread) = (party.LastId, party.LastId, 0);
            turn.Raise(new ConversationChanged(party.ConversationId, [party.AccountId]));
        }, ct);
    }
}
