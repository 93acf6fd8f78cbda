using Zhibo.Accounts.Acting;
using Zhibo.Shared;

namespace Zhibo.Desk;

public static class DeskSeats
{
    /// <summary>The seat of a user at an agency, with the right to do something there now.</summary>
    public static async Task<ActingSeat> Require(this ActingSeats seats, long user, long agency, ActingRights right, CancellationToken ct)
    {
        var seat = await seats.At(user, agency, ct) ?? throw new Refusal(RefusalKind.NotFound, "accounts.no_desk");
        return seat.May(right) ? seat : throw new Refusal(RefusalKind.Forbidden, "accounts.no_right");
    }
}
