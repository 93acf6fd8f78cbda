using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Audit;
using Zhibo.Agencies.Tree;
using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Agencies.Vouching;

/// <summary>The parent agency, or the site, gives its signed word that an account is who it says. A new word replaces the
/// living one.</summary>
public sealed class VouchFor(Db db, Writer writer, VoucherPen pen, VouchingRights rights, SettleSeals settle, TimeProvider clock)
{
    public const int ShortestEvidence = 5, LongestEvidence = 500, MostYears = 5;

    /// <summary>Why a voucher ended that another one took the place of.</summary>
    public const string Replaced = "replaced";

    /// <param name="AccountId">An agency or an official.</param>
    /// <param name="Evidence">What was seen: number and date of the document; shown to the public.</param>
    /// <param name="Until">The last day on which it is valid, on the site's calendar.</param>
    public sealed record Input(Caller Caller, long AccountId, string? Evidence, DateOnly Until)
    {
        /// <summary>The agency that vouches; null: the site.</summary>
        public long? ByAgencyId { get; init; }

        /// <summary>Null: the seal the agency has; officials always wear theirs.</summary>
        public SealKind? Seal { get; init; }
    }

    /// <summary>The id of the voucher.</summary>
    public async Task<long> Run(Input input, CancellationToken ct)
    {
        await rights.Require(input.Caller, input.ByAgencyId, ct);
        var now = clock.GetUtcNow();
        var (evidence, expires) = (CleanEvidence(input.Evidence), Expiry(input.Until, now));
        var seen = await Candidate.Find(db, input.AccountId, ct) ?? throw Candidate.Unknown();
        RequireParent(seen, input.ByAgencyId, await ParentsOf(input.ByAgencyId, ct));
        var seal = SealOf(seen, input.Seal);
        using var signer = await pen.KeyOf(input.ByAgencyId, ct);
        using var own = await pen.KeyOf(seen.Id, ct);
        var (id, left) = await writer.Run(turn =>
        {
            // First: its lock keeps two turns apart that give and take words of one chain.
            turn.Audit(ActOf(input), now);
            turn.SaveChanges();
            var child = Candidate.Require(turn, seen.Id);
            RequireAble(turn, child, input.ByAgencyId, now);
            AgencyKeys.RequireInUse(turn, signer, own);
            var by = input.ByAgencyId is { } agency ? turn.Accounts.Find(agency)!.Handle : null;
            var voucher = pen.New(child, new(input.ByAgencyId, by, input.Caller.UserId, seal, evidence, expires), signer, own.Public);
            Replace(turn, child.Id, now);
            turn.Vouchers.Add(voucher);
            Enter(turn, child, seal, voucher, now);
            return (voucher.Id, SettleSeals.In(turn, [child.Id], now));
        }, ct);
        await settle.Run(new(left), ct);
        return id;
    }

    private static AuditLog.Act ActOf(Input input) => new("voucher.given", input.Caller.UserId)
    {
        AccountId = input.ByAgencyId,
        Subject = "agency " + input.AccountId.ToString(CultureInfo.InvariantCulture),
        Detail = "until " + input.Until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
    };

    internal static string CleanEvidence(string? typed)
    {
        var clean = InputText.CleanLine(typed is null ? null : Bidi.Strip(typed), LongestEvidence);
        if (!clean.Ok) throw new Refusal(RefusalKind.Invalid, InputText.WordFor(clean.Fault), "evidence", LongestEvidence);
        return clean.Text.Length >= ShortestEvidence ? clean.Text : throw new Refusal(RefusalKind.Invalid, "agencies.vouching.evidence_short", "evidence", ShortestEvidence);
    }

    private DateTimeOffset Expiry(DateOnly until, DateTimeOffset now)
    {
        var today = pen.DayOf(now);
        if (until < today) throw new Refusal(RefusalKind.Invalid, "agencies.vouching.evidence_expired", "until");
        if (until > today.AddYears(MostYears)) throw new Refusal(RefusalKind.Invalid, "agencies.vouching.until_too_far", "until", MostYears);
        return pen.EndOf(until);
    }

    private async Task<IReadOnlyList<long>> ParentsOf(long? agencyId, CancellationToken ct)
    {
        List<long> above = [];
        for (var at = agencyId; at is { } id && above.Count <= AgencyForest.Deepest;)
        {
            at = await db.Agencies.Where(a => a.Id == id).Select(a => a.ParentId).FirstOrDefaultAsync(ct);
            if (at is { } parent) above.Add(parent);
        }
        return above;
    }

    /// <param name="aboveVoucher">Who stands above the agency that vouches.</param>
    private static void RequireParent(Candidate child, long? by, IReadOnlyList<long> aboveVoucher)
    {
        if (by is null || by == child.ParentId) return;
        var word = by == child.Id ? "agencies.vouching.vouch_self" : aboveVoucher.Contains(child.Id) ? "agencies.vouching.vouch_parent" : "agencies.vouching.vouch_not_below";
        throw new Refusal(RefusalKind.Forbidden, word);
    }

    private static SealKind SealOf(Candidate child, SealKind? wished)
    {
        if (child.Agency is null) return SealKind.Official;
        var seal = wished ?? child.Agency.Seal;
        return Enum.IsDefined(seal) && seal != SealKind.Official ? seal : throw new Refusal(RefusalKind.Invalid, "agencies.vouching.seal_wrong", "seal");
    }

    private static void RequireAble(Db turn, Candidate child, long? by, DateTimeOffset now)
    {
        if (child.Closed) throw new Refusal(RefusalKind.Conflict, "agencies.vouching.vouch_closed");
        if (child.Frozen) throw new Refusal(RefusalKind.Conflict, "agencies.vouching.vouch_frozen");
        if (by is not { } id) return;
        // Between the check before the turn and now the child may have been moved.
        if (id != child.ParentId) throw new Refusal(RefusalKind.Forbidden, "agencies.vouching.vouch_not_below");
        // After a move the word for the parent may still rest on the child's own.
        if (turn.Accounts.Find(id) is not { FrozenAt: null } || !new LivingChains(turn, now).Holds(id, without: child.Id)) throw new Refusal(RefusalKind.Conflict, "agencies.vouching.voucher_unsealed");
    }

    private static void Replace(Db turn, long accountId, DateTimeOffset now)
    {
        foreach (var old in turn.Vouchers.AsTracking().Where(v => v.AgencyId == accountId && v.RevokedAt == null).ToList())
            (old.RevokedAt, old.RevokedReason) = (now, Replaced);
    }

    private void Enter(Db turn, Candidate child, SealKind seal, Voucher voucher, DateTimeOffset now)
    {
        child.Account.SealKind = seal;
        child.Account.Version++;
        turn.Raise(new AccountChanged(child.Id));
        if (child.Agency is not { } agency) return;
        turn.Raise(new AgencyChanged(child.Id));
        (agency.Seal, child.Account.Kind) = (seal, AgencyDrafts.KindOf(seal));
        pen.Move(turn, agency, AgencyAct.Vouch, AgencyMoves.Next(agency.State, AgencyAct.Vouch), voucher.UserId, voucher.Evidence, now);
        // Its people may have been there before the word was given.
        pen.TakeUp(turn, agency.Id, voucher.UserId);
    }
}
