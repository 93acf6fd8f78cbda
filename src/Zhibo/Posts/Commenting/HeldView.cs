using Zhibo.Posts.Pages;
using Zhibo.Shared;

namespace Zhibo.Posts.Commenting;

/// <summary>A comment that others do not see yet.</summary>
public sealed record HeldView(long Id, PostView Post, string RootUrl)
{
    public bool Refused { get; init; }

    /// <summary>Why it was refused; may be empty.</summary>
    public string Reason { get; init; } = "";

    public static HeldView Of(HeldPictures.Held held) => new(held.Comment.Id, PostViews.Of(held.Picture), string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/posts/{held.Comment.RootId}"))
    {
        Refused = held.Comment.RefusedAt is not null,
        Reason = held.Comment.Reason,
    };

    public DateTimeOffset At => Ids.TimeOf(Id);
}
