using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Desk;

namespace Zhibo.Messages.AtDesk;

/// <summary>Takes a conversation on, gives it back to all, or says that it needs no answer.</summary>
internal sealed class TakeTalk(Writer writer, ActingSeats seats, TimeProvider clock)
{
    public enum Act
    {
        Take,
        Give,

        /// <summary>"Thank you" needs no answer.</summary>
        Close,
    }

    public sealed record Input(long OfficeId, long ConversationId, long UserId, Act Act);

    public async Task Run(Input input, CancellationToken ct)
    {
        await seats.Require(input.UserId, input.OfficeId, ActingRights.Answer, ct);
        await writer.Run(turn =>
        {
            var party = turn.Party(input.ConversationId, input.OfficeId);
            if (!Change(party, input)) return;
            var act = input.Act switch { Act.Take => "item.taken", Act.Give => "item.given_back", _ => "item.set_aside" };
            turn.Audit(new(act, input.UserId) { AccountId = input.OfficeId, Subject = $"conversation {party.ConversationId}" }, clock.GetUtcNow());
            turn.Raise(new DeskChanged(input.OfficeId));
        }, ct);
    }

    private static bool Change(ConversationParty party, Input input)
    {
        if (input.Act == Act.Close)
        {
            if (party.Since is null) return false;
            party.Since = null;
            return true;
        }
        long? holder = input.Act == Act.Give ? null : input.UserId;
        if (party.TakenBy == holder) return false;
        party.TakenBy = holder;
        return true;
    }
}
