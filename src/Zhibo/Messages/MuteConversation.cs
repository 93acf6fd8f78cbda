using Zhibo.Data;

namespace Zhibo.Messages;

/// <summary>A muted conversation shows no number and gives no notice; it is there when one looks.</summary>
public sealed class MuteConversation(Writer writer)
{
    public sealed record Input(long AccountId, long ConversationId, bool Mute);

    public Task Run(Input input, CancellationToken ct) => writer.Run(turn =>
    {
        var party = turn.Party(input.ConversationId, input.AccountId);
        if (party.Muted == input.Mute) return;
        (party.Muted, party.Unread) = (input.Mute, 0);
        turn.Raise(new ConversationChanged(party.ConversationId, [party.AccountId]));
    }, ct);
}
