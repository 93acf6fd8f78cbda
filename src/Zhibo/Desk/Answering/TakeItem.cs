using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Desk.Answering;

/// <summary>Takes an item on, so that colleagues leave it alone; or gives it back to all. Taking it over from a colleague is
/// possible: people fall ill.</summary>
public sealed class TakeItem(Writer writer, ActingSeats seats, TimeProvider clock)
{
    /// <param name="Give">Give it back.</param>
    public sealed record Input(long AgencyId, long ItemId, long UserId, bool Give);

    public async Task Run(Input input, CancellationToken ct)
    {
        await seats.Require(input.UserId, input.AgencyId, ActingRights.Answer, ct);
        await writer.Run(turn =>
        {
            var item = turn.DeskItems.AsTracking().FirstOrDefault(i => i.Id == input.ItemId && i.AgencyId == input.AgencyId)
                ?? throw new Refusal(RefusalKind.NotFound, "desk.no_item");
            long? holder = input.Give ? null : input.UserId;
            if (item.TakenBy == holder) return;
            item.TakenBy = holder;
            turn.Audit(new(input.Give ? "item.given_back" : "item.taken", input.UserId) { AccountId = item.AgencyId, Subject = $"post {item.LatestId}" }, clock.GetUtcNow());
            turn.Raise(new DeskChanged(item.AgencyId));
        }, ct);
    }
}
