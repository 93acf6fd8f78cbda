using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts.Polls;

/// <summary>投票 under a post; never changed once it stands. Over when <see cref="ClosesAt"/> is past: a column, not a timer.</summary>
public sealed class Poll
{
    /// <summary>Of the post.</summary>
    public long Id { get; set; }

    /// <summary>Several choices may be ticked.</summary>
    public bool Multiple { get; set; }

    public DateTimeOffset ClosesAt { get; set; }

    public int VotersCount { get; set; }
}

public sealed class PollChoice
{
    public long Id { get; set; }

    public long PollId { get; set; }

    /// <summary>From 0.</summary>
    public int Place { get; set; }

    public required string Text { get; set; }

    public int VotesCount { get; set; }
}

/// <summary>What one account ticked. One row a voter, so that the unique key alone makes two votes at one moment one.</summary>
public sealed class Ballot
{
    public long Id { get; set; }

    public long PollId { get; set; }

    public long AccountId { get; set; }

    /// <summary>A bit for each place.</summary>
    public int Choices { get; set; }
}

internal sealed class PollTables : IEntityTypeConfiguration<Poll>, IEntityTypeConfiguration<PollChoice>, IEntityTypeConfiguration<Ballot>
{
    public void Configure(EntityTypeBuilder<Poll> table) => table.Property(p => p.Id).ValueGeneratedNever();

    public void Configure(EntityTypeBuilder<PollChoice> table)
    {
        table.Property(c => c.Id).ValueGeneratedNever();
        table.HasIndex(c => new { c.PollId, c.Place }).IsUnique();
    }

    public void Configure(EntityTypeBuilder<Ballot> table)
    {
        table.Property(b => b.Id).ValueGeneratedNever();
        table.HasIndex(b => new { b.PollId, b.AccountId }).IsUnique();
        table.HasIndex(b => new { b.AccountId, b.PollId });
    }
}
