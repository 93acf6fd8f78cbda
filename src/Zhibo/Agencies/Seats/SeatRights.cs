using Zhibo.Accounts.Acting;

namespace Zhibo.Agencies.Seats;

/// <summary>What each role may do: the one table.</summary>
public static class SeatRights
{
    public static ActingRights Of(SeatRole role) => role switch
    {
        SeatRole.Editor => ActingRights.Desk | ActingRights.Speak | ActingRights.Answer,
        SeatRole.Reviewer => ActingRights.Desk | ActingRights.Speak | ActingRights.Answer | ActingRights.Review,
        SeatRole.Handler => ActingRights.Desk | ActingRights.Answer,
        SeatRole.Supervisor => ActingRights.Desk | ActingRights.Answer | ActingRights.Supervise,
        SeatRole.Manager => ActingRights.Desk | ActingRights.Speak | ActingRights.Answer | ActingRights.Review
            | ActingRights.Supervise | ActingRights.Profile | ActingRights.Manage,
        _ => ActingRights.None,
    };
}
