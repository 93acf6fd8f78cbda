using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Accounts.Acting;

/// <summary>In whose name something is done: one's own, or an office's through a seat.</summary>
/// <param name="AccountId">What the public sees.</param>
/// <param name="Person">The user who acts for the office; null where an account acts for itself.</param>
/// <param name="Seat">Of that person at the office.</param>
public readonly record struct Voice(long AccountId, long? Person, ActingSeat? Seat)
{
    public static Voice Own(long accountId) => new(accountId, null, null);

    /// <summary>One's own account may do everything; of a seat the right is asked, and of the office that it may speak.</summary>
    public void Require(ActingRights right)
    {
        if (Seat is null) return;
        if (!Seat.May(right)) throw new Refusal(RefusalKind.Forbidden, "accounts.no_right");
        if (Seat.Frozen) throw new Refusal(RefusalKind.Forbidden, "accounts.office_frozen");
        if (!Seat.Sealed) throw new Refusal(RefusalKind.Forbidden, "accounts.office_unsealed");
    }

    /// <summary>What was done in an office's name is written down in the turn that does it; one's own doings are not.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="act">noun.verb.</param>
    /// <param name="subject">What it was done to: <c>post 1234</c>. Never a text.</param>
    /// <param name="now">When.</param>
    public void Log(Db turn, string act, string subject, DateTimeOffset now)
    {
        if (Person is { } user) turn.Audit(new AuditLog.Act(act, user) { AccountId = AccountId, Subject = subject }, now);
    }
}
