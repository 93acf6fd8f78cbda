using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>Somebody sits at an agency: one that is vouched for is at work from now on. Asked by those who give seats and by
/// those who vouch, since either may come last.</summary>
public static class TakeUp
{
    public static void Settle(Db turn, long agencyId, long? userId, Ids ids)
    {
        if (!turn.Seats.Local.Any(s => s.AgencyId == agencyId && s.GlassReason is null) && !turn.Seats.Any(s => s.AgencyId == agencyId && s.GlassReason == null)) return;
        var agency = turn.Agencies.First(a => a.Id == agencyId);
        if (!AgencyMoves.Allows(agency.State, AgencyAct.TakeUp)) return;
        var next = AgencyMoves.Next(agency.State, AgencyAct.TakeUp);
        if (next == agency.State) return;
        var move = new AgencyMove { Id = ids.Next(), AgencyId = agencyId, Act = AgencyAct.TakeUp, Before = agency.State.ToString(), After = next.ToString(), UserId = userId };
        turn.AgencyMoves.Add(move);
        (agency.State, agency.StateSince) = (next, Ids.TimeOf(move.Id));
        turn.Raise(new AgencyChanged(agencyId));
    }
}
