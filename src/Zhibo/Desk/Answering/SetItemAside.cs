using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Desk.Answering;

/// <summary>Says that something needs no answer, and why; or, without a reason, that it does after all.</summary>
public sealed class SetItemAside(Writer writer, ActingSeats seats, TimeProvider clock)
{
    public const int LongestReason = 200;

    /// <param name="Reason">Null puts the item back among those to answer.</param>
    public sealed record Input(long AgencyId, long ItemId, long UserId, string? Reason);

    public async Task Run(Input input, CancellationToken ct)
    {
        await seats.Require(input.UserId, input.AgencyId, ActingRights.Answer, ct);
        var reason = input.Reason is null ? null : Clean(input.Reason);
        await writer.Run(turn =>
        {
            var item = turn.DeskItems.AsTracking().FirstOrDefault(i => i.Id == input.ItemId && i.AgencyId == input.AgencyId)
                ?? throw new Refusal(RefusalKind.NotFound, "desk.no_item");
            var now = clock.GetUtcNow();
            if (reason is null) Open(item);
            else Close(item, input.UserId, reason, now);
            turn.Audit(new(reason is null ? "item.reopened" : "item.set_aside", input.UserId) { AccountId = item.AgencyId, Subject = $"post {item.LatestId}", Detail = reason ?? "" }, now);
            turn.Raise(new DeskChanged(item.AgencyId));
        }, ct);
    }

    private static string Clean(string typed)
    {
        var clean = InputText.CleanLine(typed, LongestReason);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "reason", LongestReason);
        return clean.Text.Length >= 2 ? clean.Text : throw new Refusal(RefusalKind.Invalid, "desk.aside.no_reason", "reason");
    }

    private static void Close(DeskItem item, long user, string reason, DateTimeOffset now)
    {
        if (item.State != DeskItemState.Open) throw new Refusal(RefusalKind.Conflict, item.State == DeskItemState.Answered ? "desk.already_answered" : "desk.already_aside");
        (item.State, item.ClosedBy, item.Reason, item.Since) = (DeskItemState.SetAside, user, reason, now);
    }

    private static void Open(DeskItem item)
    {
        if (item.State != DeskItemState.SetAside) throw new Refusal(RefusalKind.Conflict, "desk.not_aside");
        (item.State, item.ClosedBy, item.Reason, item.Since) = (DeskItemState.Open, null, "", Ids.TimeOf(item.LatestId));
        item.Round++;
    }
}
