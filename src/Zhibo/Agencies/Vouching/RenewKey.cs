using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;

namespace Zhibo.Agencies.Vouching;

/// <summary>
/// Gives an agency, or the site, a new key. The old one is retired: nothing new is signed with it. The words of an agency
/// that are in force, and the word for it, are signed anew with the new key, so that the chains through it stay whole; what others
/// fetched before can be checked until it ends. The site's old root key stays published as long as words signed with it live.
/// </summary>
public sealed class RenewKey(Db db, Writer writer, AgencyKeys keys, VoucherPen pen, VouchingRights rights, TimeProvider clock)
{
    /// <param name="AgencyId">Null: the site's root key.</param>
    public sealed record Input(Caller Caller, long? AgencyId);

    public async Task Run(Input input, CancellationToken ct)
    {
        await rights.Require(input.Caller, input.AgencyId, ct);
        if (input.AgencyId is { } agency && !await db.Agencies.AnyAsync(a => a.Id == agency, ct)) throw Candidate.Unknown();
        var (made, now) = (keys.New(input.AgencyId), clock.GetUtcNow());
        using var fresh = keys.Open(made);
        using var above = input.AgencyId is { } id ? await KeyAbove(id, ct) : null;
        await writer.Run(turn =>
        {
            turn.Audit(new("key.renewed", input.Caller.UserId) { AccountId = input.AgencyId, Subject = Subject(input.AgencyId) }, now);
            turn.SaveChanges();
            foreach (var old in turn.AgencyKeys.AsTracking().Where(k => k.AgencyId == input.AgencyId && k.RetiredAt == null).ToList()) old.RetiredAt = now;
            turn.AgencyKeys.Add(new() { Id = made.Id, AgencyId = made.AgencyId, PublicKey = made.PublicKey, PrivateKey = made.PrivateKey });
            if (above is not null) AgencyKeys.RequireInUse(turn, above);
            if (input.AgencyId is { } renewed) SignAnew(turn, renewed, fresh, above, now);
        }, ct);
    }

    private static string Subject(long? agencyId) => agencyId is { } id ? "agency " + id.ToString(CultureInfo.InvariantCulture) : "site";

    /// <summary>The key that must certify the new one: of whoever vouches for the agency.</summary>
    private async Task<SigningKey?> KeyAbove(long agencyId, CancellationToken ct) =>
        await db.Vouchers.FirstOrDefaultAsync(v => v.AgencyId == agencyId && v.RevokedAt == null, ct) is { } own ? await pen.KeyOf(own.ByAgencyId, ct) : null;

    private void SignAnew(Db turn, long agencyId, SigningKey fresh, SigningKey? above, DateTimeOffset now)
    {
        var affected = turn.Vouchers.AsTracking().Where(v => v.RevokedAt == null && v.ExpiresAt > now && (v.AgencyId == agencyId || v.ByAgencyId == agencyId)).ToList();
        foreach (var voucher in affected)
        {
            var own = voucher.AgencyId == agencyId;
            var signer = own ? above ?? throw AgencyKeys.Changed() : fresh;
            pen.SignAnew(voucher, own ? fresh.Public : null, signer);
        }
    }
}
