using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Zhibo.Media;

public enum MediaKind
{
    Picture = 0,
    Video = 1,
    Audio = 2,
}

/// <summary>A picture, a film or a recording that somebody sent. Its files are named by <see cref="Hash"/> and never change;
/// two rows may share them.</summary>
public sealed class MediaFile
{
    public long Id { get; set; }

    /// <summary>Who sent it; of an attached one the author of the post.</summary>
    public long AccountId { get; set; }

    /// <summary>The person at the keyboard, who may attach it in an office's name.</summary>
    public long UserId { get; set; }

    public MediaKind Kind { get; set; }

    public FileFormat Format { get; set; }

    /// <summary>Of the file as it arrived: the name of everything made of it.</summary>
    public required string Hash { get; set; }

    /// <summary>As it arrived; counts against the account.</summary>
    public long Bytes { get; set; }

    /// <summary>Of the largest picture that is kept; of a film without a still 0.</summary>
    public int Width { get; set; }

    public int Height { get; set; }

    /// <summary>Length of a film or a recording, where it is known.</summary>
    public double? Seconds { get; set; }

    /// <summary>An animation: moving.webp is there beside the still ones.</summary>
    public bool Moves { get; set; }

    public string? BlurHash { get; set; }

    /// <summary>What it shows, in words for those who do not see it.</summary>
    public string Alt { get; set; } = "";

    /// <summary>What must stay visible when it is cropped: -1 to 1 from left to right and from bottom to top.</summary>
    public double FocusX { get; set; }

    public double FocusY { get; set; }

    public long? PostId { get; set; }

    public int Position { get; set; }

    /// <summary>Belongs to no post and goes then.</summary>
    public DateTimeOffset? FreeUntil { get; set; }
}

internal sealed class MediaTable : IEntityTypeConfiguration<MediaFile>
{
    public void Configure(EntityTypeBuilder<MediaFile> table)
    {
        table.Property(m => m.Id).ValueGeneratedNever();
        table.HasIndex(m => new { m.PostId, m.Position }).HasFilter("post_id IS NOT NULL");
        table.HasIndex(m => m.FreeUntil).HasFilter("free_until IS NOT NULL");
        table.HasIndex(m => m.Hash);
        // The sum of what an account sent is read from the index alone.
        table.HasIndex(m => new { m.AccountId, m.Bytes });
    }
}
