using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies.Seats;

/// <summary>What giving and taking seats have in common; all of it inside a turn.</summary>
internal static class Chairs
{
    /// <summary>The person sits there from now on. Nothing happens when they sit there already.</summary>
    public static void Give(Db turn, Seat seat, DateTimeOffset now, string act = "seat.granted")
    {
        var held = turn.Seats.FirstOrDefault(s => s.AgencyId == seat.AgencyId && s.UserId == seat.UserId && s.Role == seat.Role);
        if (held is { ExpiresAt: null } && seat.ExpiresAt is null) return;
        Log(turn, act, seat.GrantedBy, seat, now);
        if (held is null) turn.Seats.Add(seat);
        else (held.ExpiresAt, held.GlassReason, held.GrantedBy) = (seat.ExpiresAt, seat.GlassReason, seat.GrantedBy);
        turn.Raise(new SeatsChanged(seat.UserId));
    }

    public static void Take(Db turn, Seat seat, long? by, DateTimeOffset now, string act = "seat.taken")
    {
        Log(turn, act, by, seat, now);
        turn.Seats.Remove(seat);
        turn.Raise(new SeatsChanged(seat.UserId));
    }

    /// <summary>Somebody must be left who can give seats: here, or above and reaching down. Asked after the audit entry was
    /// written: its lock lets only one turn at a time come here, on whatever node.</summary>
    public static void RequireSuccessor(Db turn, long agencyId, long[] above, IEnumerable<Seat> leaving, DateTimeOffset now)
    {
        // Whoever left earlier in this group is seen to be gone by the query below.
        turn.SaveChanges();
        long[] gone = [.. leaving.Select(s => s.Id)];
        var left = turn.Seats.Any(s => (s.AgencyId == agencyId || above.Contains(s.AgencyId)) && !gone.Contains(s.Id)
            && s.Role == SeatRole.Manager && s.GlassReason == null && (s.ExpiresAt == null || s.ExpiresAt > now)
            && turn.Users.Any(u => u.Id == s.UserId && u.Status == UserStatus.Active));
        if (!left) throw new Refusal(RefusalKind.Conflict, "agencies.team.last_manager");
    }

    public static string AgencySubject(long id) => "agency " + id.ToString(CultureInfo.InvariantCulture);

    public static string InvitationSubject(long id) => "invitation " + id.ToString(CultureInfo.InvariantCulture);

    public static string Name(SeatRole role) => role.ToString().ToLowerInvariant();

    private static void Log(Db turn, string act, long? by, Seat seat, DateTimeOffset now) => turn.Audit(new AuditLog.Act(act, by)
    {
        AccountId = seat.AgencyId,
        Subject = "user " + seat.UserId.ToString(CultureInfo.InvariantCulture),
        Detail = seat.GlassReason is { } reason ? $"{Name(seat.Role)}: {reason}" : Name(seat.Role),
    }, now);
}
