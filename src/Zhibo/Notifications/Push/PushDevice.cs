using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhibo.Accounts;

namespace Zhibo.Notifications.Push;

/// <summary>What a program asked to be told, in Mastodon's words. Our own pages ask by kind, in the settings.</summary>
[Flags]
public enum PushAlerts
{
    None = 0,
    Mention = 1,
    Quote = 2,
    Reblog = 4,
    Follow = 8,
    Favourite = 16,
    Poll = 32,

    // Kept and answered; nothing here causes them yet.
    Status = 64,
    Update = 128,
    FollowRequest = 256,
    QuotedUpdate = 512,
}

/// <summary>Whose deeds a program wants to be told.</summary>
public enum PushPolicy
{
    All = 0,
    Followed = 1,
    Follower = 2,
    None = 3,
}

/// <summary>A browser or a program that is told at once, through the push service it names. It lives no longer than the session
/// or the token that brought it: the database sees to that.</summary>
public sealed class PushDevice
{
    public long Id { get; set; }

    public long AccountId { get; set; }

    public long UserId { get; set; }

    /// <summary>Of a browser.</summary>
    public long? SessionId { get; set; }

    /// <summary>Of a program.</summary>
    public long? TokenId { get; set; }

    /// <summary>A secret address: whoever knows it can ring.</summary>
    public required string Endpoint { get; set; }

    /// <summary>The receiver's point on P-256, uncompressed.</summary>
    public required byte[] PublicKey { get; set; }

    public required byte[] Secret { get; set; }

    public PushAlerts Alerts { get; set; }

    public PushPolicy Policy { get; set; }

    /// <summary>Nothing arrived since then; null where the last one did.</summary>
    public DateTimeOffset? FailingSince { get; set; }
}

/// <summary>The key pair by which push services know this site.</summary>
public sealed class VapidKey
{
    public long Id { get; set; }

    /// <summary>Uncompressed point, base64url.</summary>
    public required string PublicKey { get; set; }

    /// <summary>Sealed with the site's key ring.</summary>
    public required string PrivateKey { get; set; }
}

internal sealed class PushTables : IEntityTypeConfiguration<PushDevice>, IEntityTypeConfiguration<VapidKey>
{
    public void Configure(EntityTypeBuilder<PushDevice> table)
    {
        table.Property(d => d.Id).ValueGeneratedNever();
        table.HasIndex(d => d.AccountId);
        table.HasIndex(d => d.Endpoint);
        table.HasIndex(d => d.SessionId).IsUnique();
        table.HasIndex(d => d.TokenId).IsUnique();
        table.HasOne<Session>().WithMany().HasForeignKey(d => d.SessionId).OnDelete(DeleteBehavior.Cascade);
        table.HasOne<AccessToken>().WithMany().HasForeignKey(d => d.TokenId).OnDelete(DeleteBehavior.Cascade);
    }

    public void Configure(EntityTypeBuilder<VapidKey> table) => table.Property(k => k.Id).ValueGeneratedNever();
}
