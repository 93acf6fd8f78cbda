using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Agencies.Vouching;

/// <summary>What was said for somebody at an earlier post is not said for the next one: it names the old title.</summary>
internal static class FormerWords
{
    /// <summary>Inside a turn.</summary>
    public static void TakeBack(Db turn, Account account, string reason, long? by, DateTimeOffset now)
    {
        var living = turn.Vouchers.Where(v => v.AgencyId == account.Id && v.RevokedAt == null && v.ExpiresAt > now).ToList();
        foreach (var word in living)
        {
            (word.RevokedAt, word.RevokedReason) = (now, reason);
            turn.Audit(new AuditLog.Act("voucher.revoked", by)
            {
                AccountId = word.ByAgencyId,
                Subject = "agency " + account.Id.ToString(CultureInfo.InvariantCulture),
                Detail = reason,
            }, now);
        }
        account.Sealed = false;
    }
}
