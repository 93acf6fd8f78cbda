using Zhibo.Data;
using Zhibo.Shared;
using Zhibo.Shared.Time;
using Zhibo.Web;

namespace Zhibo.Agencies.Vouching;

/// <summary>Writes vouchers down and signs them.</summary>
public sealed class VoucherPen(AgencyKeys keys, Ids ids, Settings settings, SiteFace site)
{
    /// <summary>The key an agency signs with; of null, the site's. Before the turn, never inside.</summary>
    public Task<SigningKey> KeyOf(long? agencyId, CancellationToken ct) => keys.Of(agencyId, ct);

    /// <summary>The day it is on the site's clock.</summary>
    public DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(moment, site.Zone).DateTime);

    /// <summary>The end of a day on the site's clock: what is valid until 1 March ends when 2 March begins.</summary>
    public DateTimeOffset EndOf(DateOnly day)
    {
        var next = day.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(next, site.Zone.GetUtcOffset(next)).ToUniversalTime();
    }

    /// <summary>The last day on which it is valid.</summary>
    public DateOnly LastDay(DateTimeOffset end) => DayOf(end.AddTicks(-1));

    internal Voucher New(Candidate child, Agreed agreed, SigningKey signer, string childKey)
    {
        var voucher = new Voucher
        {
            Id = ids.Next(),
            AgencyId = child.Id,
            ByAgencyId = agreed.ByAgencyId,
            UserId = agreed.UserId,
            Evidence = agreed.Evidence,
            ExpiresAt = agreed.Expires,
            Statement = "",
            Signature = [],
            KeyId = signer.Id,
        };
        var statement = new VoucherStatement(settings.Site.Domain, new(child.Account.Handle, child.Name, child.Agency?.UnitCode, childKey),
            new(agreed.ByHandle, signer.Public), VoucherStatement.NameOf(agreed.Seal), agreed.Evidence, HumanTime.Machine(Ids.TimeOf(voucher.Id)), HumanTime.Machine(agreed.Expires));
        Sign(voucher, statement.Write(), signer);
        return voucher;
    }

    /// <summary>The same word with another key in it.</summary>
    /// <param name="childKey">Null: the account's key is the same.</param>
    internal void SignAnew(Voucher voucher, string? childKey, SigningKey signer) =>
        Sign(voucher, VoucherStatement.WithKeys(voucher.Statement, childKey, signer.Public), signer);

    private static void Sign(Voucher voucher, string statement, SigningKey signer) =>
        (voucher.Statement, voucher.Signature, voucher.KeyId) = (statement, signer.Sign(statement), signer.Id);

    /// <summary>A line in the history of the agency, and its new state.</summary>
    internal void Move(Db turn, Agency agency, AgencyAct act, AgencyState after, long? userId, string reason, DateTimeOffset now)
    {
        turn.AgencyMoves.Add(new()
        {
            Id = ids.Next(),
            AgencyId = agency.Id,
            Act = act,
            Before = agency.State.ToString(),
            After = after.ToString(),
            UserId = userId,
            Reason = reason,
        });
        if (agency.State == after) return;
        (agency.State, agency.StateSince) = (after, now);
    }

    /// <summary>Where somebody sits already, the agency is at work from now on.</summary>
    internal void TakeUp(Db turn, long agencyId, long? userId) => Seats.TakeUp.Settle(turn, agencyId, userId, ids);
}

/// <summary>What a voucher is to say.</summary>
/// <param name="ByAgencyId">Null: the site's own word.</param>
internal sealed record Agreed(long? ByAgencyId, string? ByHandle, long UserId, SealKind Seal, string Evidence, DateTimeOffset Expires);
