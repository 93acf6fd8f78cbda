using Zhibo.Shared;
using Zhibo.Shared.Time;

namespace Zhibo.Agencies.Vouching;

/// <summary>A word that was given at some earlier time, for a register that is brought in with its past: the statement and
/// the signature are those of every voucher, only the day is its own.</summary>
/// <param name="Id">Carries the moment at which the word was given.</param>
/// <param name="AgencyId">The account vouched for.</param>
/// <param name="Handle">Of that account.</param>
/// <param name="Name">The name that is vouched for.</param>
public sealed record PastVoucher(long Id, long AgencyId, string Handle, string Name)
{
    /// <summary>Null is the site, as is <see cref="ByHandle"/>.</summary>
    public long? ByAgencyId { get; init; }

    public string? ByHandle { get; init; }

    public long? UserId { get; init; }

    public SealKind Seal { get; init; }

    public required string Evidence { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <param name="site">Host of the site.</param>
    /// <param name="childKey">Public key of the account vouched for.</param>
    /// <param name="signer">Key of who vouches.</param>
    public Voucher Sign(string site, string childKey, SigningKey signer)
    {
        var statement = new VoucherStatement(site, new(Handle, Name, null, childKey), new(ByHandle, signer.Public), VoucherStatement.NameOf(Seal), Evidence,
            HumanTime.Machine(Ids.TimeOf(Id)), HumanTime.Machine(ExpiresAt)).Write();
        return new()
        {
            Id = Id,
            AgencyId = AgencyId,
            ByAgencyId = ByAgencyId,
            UserId = UserId,
            Evidence = Evidence,
            ExpiresAt = ExpiresAt,
            Statement = statement,
            Signature = signer.Sign(statement),
            KeyId = signer.Id,
        };
    }
}
