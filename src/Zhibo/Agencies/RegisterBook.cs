using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies.Vouching;
using Zhibo.Data;
using Zhibo.Shared;

namespace Zhibo.Agencies;

/// <summary>What every change of the register leaves behind in its turn: a row of the agency's history, one of the audit
/// log, and the facts.</summary>
public sealed class RegisterBook(Ids ids, TimeProvider clock)
{
    /// <param name="UserId">Who did it; null is the operator at the console or the site itself.</param>
    /// <param name="Audit">noun.verb for the audit log.</param>
    public sealed record Deed(long? UserId, string Audit)
    {
        public string Reason { get; init; } = "";

        /// <summary>For the audit log, after the handle.</summary>
        public string Detail { get; init; } = "";
    }

    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Both rows of an agency, tracked, with what earlier turns of the group wrote.</summary>
    public static (Agency Agency, Account Account) Take(Db turn, long agencyId)
    {
        turn.SaveChanges();
        var agency = turn.Agencies.Find(agencyId) ?? throw new Refusal(RefusalKind.NotFound, "agencies.not_found");
        return (agency, turn.Accounts.Find(agencyId)!);
    }

    /// <summary>Leads to another state: freezing takes the voice, closing does for good, thawing gives it back; what that means
    /// for seals, here and below, the vouchers decide.</summary>
    /// <returns>Whose seals are still to be settled: for <see cref="SettleSeals.Run"/>, after the commit.</returns>
    public IReadOnlyCollection<long> Move(Db turn, long agencyId, AgencyAct act, Deed deed)
    {
        var (agency, account) = Take(turn, agencyId);
        var (before, now) = (agency.State, Now);
        agency.State = AgencyMoves.Next(before, act, StandingOf(turn, agencyId, now));
        agency.StateSince = now;
        var silent = agency.State is AgencyState.Frozen or AgencyState.Closed;
        account.FrozenAt = silent ? account.FrozenAt ?? now : null;
        History(turn, agencyId, act, before.ToString(), agency.State.ToString(), deed);
        Tell(turn, account, deed);
        return SettleSeals.In(turn, [agencyId], now);
    }

    /// <summary>A row of the agency's own history, which pages show.</summary>
    public void History(Db turn, long agencyId, AgencyAct act, string before, string after, Deed deed) => turn.AgencyMoves.Add(new AgencyMove
    {
        Id = ids.Next(),
        AgencyId = agencyId,
        Act = act,
        Before = before,
        After = after,
        UserId = deed.UserId,
        Reason = deed.Reason,
    });

    /// <summary>Audit log and facts of a change that others see.</summary>
    public void Tell(Db turn, Account account, Deed deed)
    {
        account.Version++;
        Log(turn, Subject("agency", account.Id), account.Handle, deed, account.Id);
        turn.Raise(new AgencyChanged(account.Id));
        turn.Raise(new AccountChanged(account.Id));
    }

    public void Log(Db turn, string subject, string name, Deed deed, long? accountId = null)
    {
        var said = string.Join(": ", new[] { name, deed.Detail, deed.Reason }.Where(part => part.Length > 0));
        turn.Audit(new AuditLog.Act(deed.Audit, deed.UserId) { AccountId = accountId, Subject = subject, Detail = said }, Now);
    }

    public static string Subject(string noun, long id) => string.Create(CultureInfo.InvariantCulture, $"{noun} {id}");

    /// <summary>Whether somebody's word for it holds, and whether somebody sits there.</summary>
    public static Standing StandingOf(Db turn, long agencyId, DateTimeOffset now) => new(
        turn.Vouchers.Any(v => v.AgencyId == agencyId && v.RevokedAt == null && v.ExpiresAt > now),
        turn.Seats.Any(s => s.AgencyId == agencyId && s.GlassReason == null && (s.ExpiresAt == null || s.ExpiresAt > now)));
}
