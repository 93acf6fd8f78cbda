using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Accounts;

/// <summary>A signed-in browser. Only the SHA-256 of its cookie is kept.</summary>
public sealed class Session
{
    public long Id { get; set; }

    public long UserId { get; set; }

    public required byte[] TokenHash { get; set; }

    public string UserAgent { get; set; } = "";

    public string Address { get; set; } = "";

    public DateTimeOffset LastSeenAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A program's bearer token. Only its SHA-256 is kept.</summary>
public sealed class AccessToken
{
    public long Id { get; set; }

    public long UserId { get; set; }

    public required byte[] TokenHash { get; set; }

    /// <summary>Space separated, in Mastodon's words: "read write follow push".</summary>
    public required string Scopes { get; set; }

    public string Name { get; set; } = "";
}

public sealed class RecoveryCode
{
    public long Id { get; set; }

    public long UserId { get; set; }

    public required byte[] CodeHash { get; set; }
}

public sealed class PasswordReset
{
    public long Id { get; set; }

    public long UserId { get; set; }

    public required byte[] TokenHash { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }
}

/// <summary>A key of ASP.NET's data protection, so that every node and every restore reads the same secrets.</summary>
public sealed class ProtectionKey
{
    public long Id { get; set; }

    public required string Name { get; set; }

    public required string Xml { get; set; }
}

internal sealed class CredentialTables :
    IEntityTypeConfiguration<Session>, IEntityTypeConfiguration<AccessToken>, IEntityTypeConfiguration<RecoveryCode>,
    IEntityTypeConfiguration<PasswordReset>, IEntityTypeConfiguration<ProtectionKey>
{
    public void Configure(EntityTypeBuilder<Session> table)
    {
        table.Property(s => s.Id).ValueGeneratedNever();
        table.HasIndex(s => s.TokenHash).IsUnique();
        table.HasOne<User>().WithMany().HasForeignKey(s => s.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<AccessToken> table)
    {
        table.Property(t => t.Id).ValueGeneratedNever();
        table.HasIndex(t => t.TokenHash).IsUnique();
        table.HasOne<User>().WithMany().HasForeignKey(t => t.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<RecoveryCode> table)
    {
        table.Property(c => c.Id).ValueGeneratedNever();
        table.HasOne<User>().WithMany().HasForeignKey(c => c.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<PasswordReset> table)
    {
        table.Property(r => r.Id).ValueGeneratedNever();
        table.HasIndex(r => r.TokenHash).IsUnique();
        table.HasOne<User>().WithMany().HasForeignKey(r => r.UserId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<ProtectionKey> table) =>
        table.Property(k => k.Id).ValueGeneratedNever();
}
