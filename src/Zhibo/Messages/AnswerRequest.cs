using Zhibo.Data;

namespace Zhibo.Messages;

/// <summary>Takes a stranger's request up, or turns it away. The stranger is told neither.</summary>
public sealed class AnswerRequest(Writer writer)
{
    public sealed record Input(long AccountId, long ConversationId, bool Accept);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        var party = turn.Party(input.ConversationId, input.AccountId);
        var state = input.Accept ? PartyState.Accepted : PartyState.Declined;
        if (party.State == state || (party.State == PartyState.Accepted && !input.Accept)) return;
        party.State = state;
        if (!input.Accept) party.Unread = 0;
        // The other sees read marks from now on.
        turn.Raise(new ConversationChanged(party.ConversationId, [.. turn.ConversationParties.Where(p => p.ConversationId == party.ConversationId).Select(p => p.AccountId)]));
    }, ct);
}
