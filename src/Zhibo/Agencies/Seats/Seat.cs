using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Agencies.Seats;

/// <summary>What a person may do for an agency; what each role is allowed stands in <see cref="SeatRights"/>.</summary>
public enum SeatRole
{
    Editor = 0,
    Reviewer = 1,
    Handler = 2,
    Supervisor = 3,
    Manager = 4,
}

/// <summary>A person's place at an agency. The public sees the agency, the audit log the person.</summary>
public sealed class Seat
{
    public long Id { get; set; }

    public long AgencyId { get; set; }

    public long UserId { get; set; }

    public SeatRole Role { get; set; }

    public long? GrantedBy { get; set; }

    /// <summary>Empty: until it is taken away.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>Why somebody without a seat took one: an emergency. Empty for an ordinary seat.</summary>
    public string? GlassReason { get; set; }
}

/// <summary>A link or printed code that works once: gives its finder a seat, or an official the way into their own account.</summary>
public sealed class Invitation
{
    public long Id { get; set; }

    public long AgencyId { get; set; }

    /// <summary>Of the seat; says nothing where the code is an official's.</summary>
    public SeatRole Role { get; set; }

    /// <summary>The official of the agency whom the code signs in; null: it gives a seat.</summary>
    public long? OfficialId { get; set; }

    /// <summary>SHA-256 of the code; the code itself is shown once.</summary>
    public required byte[] CodeHash { get; set; }

    /// <summary>The user who invited; null is the site.</summary>
    public long? CreatedBy { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public DateTimeOffset? UsedAt { get; set; }

    public long? UsedBy { get; set; }

    public DateTimeOffset? WithdrawnAt { get; set; }
}

internal sealed class SeatTables : IEntityTypeConfiguration<Seat>, IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Seat> table)
    {
        table.Property(s => s.Id).ValueGeneratedNever();
        table.HasIndex(s => new { s.AgencyId, s.UserId, s.Role }).IsUnique();
        table.HasIndex(s => s.UserId);
    }

    public void Configure(EntityTypeBuilder<Invitation> table)
    {
        table.Property(i => i.Id).ValueGeneratedNever();
        table.HasIndex(i => i.CodeHash).IsUnique();
        table.HasIndex(i => i.AgencyId);
    }
}
