using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Vouching;

/// <summary>Takes a word back, with a reason that the public sees. The seal goes at once, and with it the seals of everybody
/// who was vouched for through this account; they come back when it is vouched for again.</summary>
public sealed class RevokeVoucher(Db db, Writer writer, VoucherPen pen, VouchingRights rights, SettleSeals settle, TimeProvider clock)
{
    public const int ShortestReason = 5, LongestReason = 500;

    public sealed record Input(Caller Caller, long VoucherId, string? Reason);

    /// <summary>Who loses the seal.</summary>
    /// <param name="Affected">Accounts that wear a seal now and would not: the account itself and those below it.</param>
    public sealed record Preview(Voucher Voucher, string Handle, string Nickname, int Affected);

    /// <summary>What <see cref="Run"/> would do, for somebody who may do it.</summary>
    public async Task<Preview> Look(Caller caller, long voucherId, CancellationToken ct)
    {
        var (voucher, child) = await Find(caller, voucherId, ct);
        return new(voucher, child.Account.Handle, child.Account.Nickname, await Affected(voucher.AgencyId, ct));
    }

    public async Task Run(Input input, CancellationToken ct)
    {
        var (seen, _) = await Find(input.Caller, input.VoucherId, ct);
        var (reason, now) = (CleanReason(input.Reason), clock.GetUtcNow());
        var left = await writer.Run(turn =>
        {
            turn.Audit(new("voucher.revoked", input.Caller.UserId)
            {
                AccountId = seen.ByAgencyId,
                Subject = "agency " + seen.AgencyId.ToString(CultureInfo.InvariantCulture),
                Detail = reason,
            }, now);
            turn.SaveChanges();
            var voucher = turn.Vouchers.Find(seen.Id)!;
            if (voucher.RevokedAt is not null) throw Gone();
            (voucher.RevokedAt, voucher.RevokedReason) = (now, reason);
            var child = Candidate.Require(turn, voucher.AgencyId);
            child.Account.Version++;
            turn.Raise(new AccountChanged(child.Id));
            if (child.Agency is not null) turn.Raise(new AgencyChanged(child.Id));
            if (child.Agency is { } agency && AgencyMoves.Allows(agency.State, AgencyAct.Revoke))
                pen.Move(turn, agency, AgencyAct.Revoke, AgencyMoves.Next(agency.State, AgencyAct.Revoke), input.Caller.UserId, reason, now);
            return SettleSeals.In(turn, [child.Id], now);
        }, ct);
        await settle.Run(new(left), ct);
    }

    private async Task<(Voucher Voucher, Candidate Child)> Find(Caller caller, long voucherId, CancellationToken ct)
    {
        var voucher = await db.Vouchers.FirstOrDefaultAsync(v => v.Id == voucherId, ct);
        var child = voucher is null ? null : await Candidate.Find(db, voucher.AgencyId, ct);
        // Whoever may administer nothing learns nothing about which vouchers there are.
        if (voucher is null || child is null) throw VouchingRights.IsAdmin(caller) ? Candidate.Unknown() : new(RefusalKind.NotFound, "accounts.no_desk");
        // The site's own word only the site takes back.
        await rights.RequireOne(caller, voucher.ByAgencyId, voucher.ByAgencyId is null ? null : child.ParentId, ct);
        return voucher.RevokedAt is null ? (voucher, child) : throw Gone();
    }

    private async Task<int> Affected(long accountId, CancellationToken ct)
    {
        HashSet<long> seen = [accountId];
        for (List<long> wave = [accountId]; wave.Count > 0;)
        {
            var ids = wave;
            wave = [.. (await db.Vouchers.Where(v => v.ByAgencyId != null && ids.Contains(v.ByAgencyId.Value) && v.RevokedAt == null)
                .Select(v => v.AgencyId).ToListAsync(ct)).Where(seen.Add)];
        }
        var sealedOnes = 0;
        foreach (var part in seen.Chunk(1000)) sealedOnes += await db.Accounts.CountAsync(a => part.Contains(a.Id) && a.Sealed, ct);
        return sealedOnes;
    }

    private static Refusal Gone() => new(RefusalKind.Conflict, "agencies.vouching.voucher_gone");

    private static string CleanReason(string? typed)
    {
        var clean = InputText.CleanLine(typed is null ? null : Bidi.Strip(typed), LongestReason);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "reason", LongestReason);
        return clean.Text.Length >= ShortestReason ? clean.Text : throw new Refusal(RefusalKind.Invalid, "agencies.vouching.reason_short", "reason", ShortestReason);
    }
}
