using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Zhibo.Shared;

namespace Zhibo.Accounts;

public enum AccountKind
{
    Citizen = 0,
    Agency = 1,
    Official = 2,
    Hall = 3,
}

/// <summary>A public identity that posts.</summary>
public sealed class Account
{
    public long Id { get; set; }

    public required string Handle { get; set; }

    public required string Nickname { get; set; }

    /// <summary>What the nickname looks like (Names.Skeleton): two accounts that look alike cannot both exist.</summary>
    public required string NicknameKey { get; set; }

    public required string HandleKey { get; set; }

    public AccountKind Kind { get; set; }

    /// <summary>Verified: the card shows a seal.</summary>
    public bool Sealed { get; set; }

    /// <summary>Which seal it is; kept while <see cref="Sealed"/> is off. Null: nobody vouched yet.</summary>
    public SealKind? SealKind { get; set; }

    /// <summary>One line under the name: unit and region ("市卫生局 · 德阳市").</summary>
    public string? Unit { get; set; }

    public string Bio { get; set; } = "";

    /// <summary>Up to four name–value pairs, a JSON array of {"name","value"}.</summary>
    public string Fields { get; set; } = "[]";

    public string? Avatar { get; set; }

    public string? Banner { get; set; }

    public int PostsCount { get; set; }

    public int FollowersCount { get; set; }

    public int FollowingCount { get; set; }

    public long? LastPostId { get; set; }

    /// <summary>Grows with every change of what others see, so that rendered cards know they are stale.</summary>
    public int Version { get; set; }

    /// <summary>Asked search engines to keep out: its pages say noindex and no sitemap names them.</summary>
    public bool HiddenFromSearch { get; set; }

    /// <summary>What holds for its posts unless a post says otherwise.</summary>
    public WhoComments WhoComments { get; set; }

    public DateTimeOffset? FrozenAt { get; set; }
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> table)
    {
        table.Property(a => a.Id).ValueGeneratedNever();
        // Accounts were there before it.
        table.Property(a => a.HiddenFromSearch).HasDefaultValue(false);
        table.Property(a => a.WhoComments).HasDefaultValue(WhoComments.Everybody).ValueGeneratedNever();
        table.HasIndex(a => a.WhoComments).HasFilter("who_comments <> 0");
        table.HasIndex(a => a.Handle).IsUnique();
        table.HasIndex(a => a.Nickname).IsUnique();
        table.HasIndex(a => a.NicknameKey).IsUnique();
        table.HasIndex(a => a.HandleKey).IsUnique();
    }
}
