using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Seats;

/// <summary>In an emergency somebody responsible takes a manager's seat for four hours, with a reason that everybody at the
/// agency reads.</summary>
public sealed class BreakGlass(Writer writer, Ids ids, TeamRights rights, GlassAlarm alarm)
{
    public const int ShortestReason = 10;
    public const int LongestReason = 200;
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(4);

    public sealed record Input(Caller Caller, long AgencyId, string Reason);

    public async Task Run(Input input, CancellationToken ct)
    {
        var agency = await rights.RequireGlass(input.Caller, input.AgencyId, ct);
        if (agency.State == AgencyState.Closed) throw new Refusal(RefusalKind.Conflict, "agencies.team.closed");
        var reason = InputText.CleanLine(input.Reason, LongestReason);
        if (!reason.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(reason.Fault), "reason", LongestReason);
        if (reason.Text.Length < ShortestReason) throw new Refusal(RefusalKind.Invalid, "agencies.team.glass_short", "reason", ShortestReason);
        var alert = await alarm.Prepare(agency, input.Caller, reason.Text, ct);
        await writer.Run(turn =>
        {
            var (id, user) = (ids.Next(), input.Caller.UserId);
            var seat = new Seat
            {
                Id = id,
                AgencyId = agency.Id,
                UserId = user,
                Role = SeatRole.Manager,
                GrantedBy = user,
                ExpiresAt = Ids.TimeOf(id) + Lasts,
                GlassReason = reason.Text,
            };
            Chairs.Give(turn, seat, Ids.TimeOf(id), "glass.broken");
            alert.Ring(turn);
        }, ct);
    }
}
