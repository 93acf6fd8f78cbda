using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Accounts;

public enum UserRole
{
    Citizen = 0,
    HallAdmin = 1,
    Operator = 2,
}

public enum UserStatus
{
    Active = 0,
    AwaitingApproval = 1,
    Disabled = 2,
}

/// <summary>A person's login. The public sees the account, never the user.</summary>
public sealed class User
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public string? Email { get; set; }

    public required string PasswordHash { get; set; }

    public UserRole Role { get; set; }

    public UserStatus Status { get; set; }

    /// <summary>Why the person wants an account; asked where registration needs approval.</summary>
    public string? Reason { get; set; }

    /// <summary>Protected with the site's key ring; set while enrolling, in force once <see cref="TotpSince"/> is set.</summary>
    public string? TotpSecret { get; set; }

    public DateTimeOffset? TotpSince { get; set; }

    /// <summary>The last time step accepted, so that a code works once.</summary>
    public long TotpLastStep { get; set; }

    public int FailedSignIns { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public string Language { get; set; } = "zh-Hans";

    /// <summary>auto, light or dark.</summary>
    public string Theme { get; set; } = "auto";

    public bool LargePrint { get; set; }

    public long NoticesReadId { get; set; }
}

internal sealed class UserTable : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> table)
    {
        table.Property(u => u.Id).ValueGeneratedNever();
        table.HasIndex(u => u.AccountId).IsUnique();
        table.HasIndex(u => u.Email).IsUnique();
        table.HasOne<Account>().WithMany().HasForeignKey(u => u.AccountId).OnDelete(DeleteBehavior.Restrict);
    }
}
