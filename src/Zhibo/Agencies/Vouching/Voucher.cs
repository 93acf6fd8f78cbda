using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Agencies.Vouching;

/// <summary>The word of a parent (or of the site) that an account is who it says, signed with the parent's key.</summary>
public sealed class Voucher
{
    public long Id { get; set; }

    /// <summary>The account vouched for: an agency or an official.</summary>
    public long AgencyId { get; set; }

    /// <summary>The agency that vouches; null is the site.</summary>
    public long? ByAgencyId { get; set; }

    /// <summary>The person who said so; null is the site's own set-up.</summary>
    public long? UserId { get; set; }

    /// <summary>What was seen: number and date of the document. Shown to the public.</summary>
    public required string Evidence { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? RevokedAt { get; set; }

    public string? RevokedReason { get; set; }

    /// <summary>The canonical JSON that was signed.</summary>
    public required string Statement { get; set; }

    /// <summary>ECDSA P-256 over SHA-256 of the statement, IEEE P1363 form.</summary>
    public required byte[] Signature { get; set; }

    public long KeyId { get; set; }
}

/// <summary>An ECDSA P-256 key pair of an agency, or of the site where <see cref="AgencyId"/> is null.</summary>
public sealed class AgencyKey
{
    public long Id { get; set; }

    public long? AgencyId { get; set; }

    /// <summary>SubjectPublicKeyInfo.</summary>
    public required byte[] PublicKey { get; set; }

    /// <summary>PKCS#8, protected with the site's key ring.</summary>
    public required string PrivateKey { get; set; }

    public DateTimeOffset? RetiredAt { get; set; }
}

internal sealed class VoucherTables : IEntityTypeConfiguration<Voucher>, IEntityTypeConfiguration<AgencyKey>
{
    public void Configure(EntityTypeBuilder<Voucher> table)
    {
        table.Property(v => v.Id).ValueGeneratedNever();
        table.HasIndex(v => v.AgencyId);
        table.HasIndex(v => v.ByAgencyId);
        table.HasIndex(v => v.ExpiresAt);
    }

    public void Configure(EntityTypeBuilder<AgencyKey> table)
    {
        table.Property(k => k.Id).ValueGeneratedNever();
        table.HasIndex(k => k.AgencyId);
    }
}
