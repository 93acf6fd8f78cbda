using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Messages;

/// <summary>会话: everything that the same people said among themselves. What they say are posts for their parties only.</summary>
public sealed class Conversation
{
    /// <summary>More is a crowd, and a crowd has other places.</summary>
    public const int MostParties = 10;

    public long Id { get; set; }

    /// <summary>Its parties' account ids in order: the same people have one conversation.</summary>
    public required string Key { get; set; }

    /// <summary>Who spoke first.</summary>
    public long StartedBy { get; set; }

    public static string KeyOf(IEnumerable<long> parties) => string.Join('-', parties.Distinct().Order().Select(id => id.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}

public enum PartyState
{
    /// <summary>陌生人请求: somebody this party neither follows nor ever answered.</summary>
    Request = 0,
    Accepted = 1,

    /// <summary>The request was turned away; its sender is not told.</summary>
    Declined = 2,
}

/// <summary>A conversation as one of its parties has it.</summary>
public sealed class ConversationParty
{
    public long ConversationId { get; set; }

    public long AccountId { get; set; }

    public PartyState State { get; set; }

    /// <summary>The newest message.</summary>
    public long LastId { get; set; }

    /// <summary>Read up to here.</summary>
    public long ReadId { get; set; }

    public int Unread { get; set; }

    /// <summary>Up to here this party took its copy away; the others keep theirs.</summary>
    public long ClearedId { get; set; }

    /// <summary>No number, no notice.</summary>
    public bool Muted { get; set; }

    /// <summary>Of an office: since when somebody waits for an answer.</summary>
    public DateTimeOffset? Since { get; set; }

    /// <summary>Of an office: the user who took it on.</summary>
    public long? TakenBy { get; set; }
}

/// <summary>Which conversation a post belongs to. The text stands in the post alone.</summary>
public sealed class Message
{
    public long PostId { get; set; }

    public long ConversationId { get; set; }

    public long AuthorId { get; set; }

    /// <summary>Said by the site in the office's name, outside its hours.</summary>
    public bool Automatic { get; set; }
}

public enum WhoMayWrite
{
    Everybody = 0,

    /// <summary>Those whom the account follows.</summary>
    Followed = 1,
    Nobody = 2,
}

/// <summary>How an account wants to be written to; without a row everybody may.</summary>
public sealed class MessageRule
{
    public long AccountId { get; set; }

    public WhoMayWrite Who { get; set; }

    /// <summary>Of an office: what is answered outside its hours; empty for nothing.</summary>
    public string AwayText { get; set; } = "";

    /// <summary>Minutes after midnight in the site's zone, Monday to Friday.</summary>
    public int OpensAt { get; set; } = 9 * 60;

    public int ClosesAt { get; set; } = 17 * 60;
}

internal sealed class MessageTables :
    IEntityTypeConfiguration<Conversation>, IEntityTypeConfiguration<ConversationParty>, IEntityTypeConfiguration<Message>, IEntityTypeConfiguration<MessageRule>
{
    public void Configure(EntityTypeBuilder<Conversation> table)
    {
        table.Property(c => c.Id).ValueGeneratedNever();
        table.HasIndex(c => c.Key).IsUnique();
        table.HasIndex(c => new { c.StartedBy, c.Id });
    }

    public void Configure(EntityTypeBuilder<ConversationParty> table)
    {
        table.ToTable("conversation_parties");
        table.HasKey(p => new { p.ConversationId, p.AccountId });
        table.HasIndex(p => new { p.AccountId, p.State, p.LastId });
        table.HasIndex(p => new { p.AccountId, p.Since }).HasFilter("since IS NOT NULL");
    }

    public void Configure(EntityTypeBuilder<Message> table)
    {
        table.HasKey(m => m.PostId);
        table.Property(m => m.PostId).ValueGeneratedNever();
        table.HasIndex(m => new { m.ConversationId, m.PostId });
    }

    public void Configure(EntityTypeBuilder<MessageRule> table)
    {
        table.HasKey(r => r.AccountId);
        table.Property(r => r.AccountId).ValueGeneratedNever();
    }
}
