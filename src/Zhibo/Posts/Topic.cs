using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Posts;

/// <summary>话题: #话题# or #tag.</summary>
public sealed class Topic
{
    public long Id { get; set; }

    /// <summary>As first written.</summary>
    public required string Name { get; set; }

    /// <summary>TopicName.Key: full width = half width, case folded.</summary>
    public required string Key { get; set; }

    public int PostsCount { get; set; }

    public long LastPostId { get; set; }
}

/// <summary>Only public posts stand in a topic.</summary>
public sealed class PostTopic
{
    public long TopicId { get; set; }

    public long PostId { get; set; }
}

internal sealed class TopicTables : IEntityTypeConfiguration<Topic>, IEntityTypeConfiguration<PostTopic>
{
    public void Configure(EntityTypeBuilder<Topic> table)
    {
        table.Property(t => t.Id).ValueGeneratedNever();
        table.HasIndex(t => t.Key).IsUnique();
        table.HasIndex(t => t.LastPostId);
    }

    public void Configure(EntityTypeBuilder<PostTopic> table)
    {
        table.HasKey(t => new { t.TopicId, t.PostId });
        // Who spoke lately, under whatever topic.
        table.HasIndex(t => t.PostId);
    }
}
