using Zhibo.Accounts.Acting;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Posts.Commenting;

/// <summary>Keeps a comment until the author of the post has looked at it.</summary>
internal static class HoldComment
{
    /// <param name="turn">The turn that writes it.</param>
    /// <param name="held">The comment.</param>
    /// <param name="voice">Who speaks.</param>
    /// <param name="parts">Of writing.</param>
    /// <param name="media">Its files, as checked: they belong to its id from now on.</param>
    public static Post Write(Db turn, HeldComment held, Voice voice, PostParts parts, IReadOnlyList<Attaching> media)
    {
        if (held.Key is not null && turn.HeldComments.FirstOrDefault(h => h.AuthorId == held.AuthorId && h.Key == held.Key) is { } twin) return AsPost(twin);
        if (turn.Posts.Any(p => p.Id == held.ParentId && p.DeletedAt != null)) throw new Refusal(RefusalKind.NotFound, "posts.gone");
        turn.HeldComments.Add(held);
        if (media.Count > 0) parts.Attachments.Bind(turn, held.Id, held.AuthorId, voice.Person, media);
        turn.Raise(new CommentHeld(held.Id, held.AuthorId, held.ReviewerId, held.RootId));
        voice.Log(turn, "comment.handed_in", PostRights.Subject(held.ParentId), Ids.TimeOf(parts.Ids.Next()));
        return AsPost(held);
    }

    public static HeldComment Of(CreatePost.Input input, Draft draft, Post target, CommentRules.Ruling ruling, Visibility visibility, long id) => new()
    {
        Id = id,
        AuthorId = input.AuthorId,
        ReviewerId = ruling.AuthorId,
        RootId = ruling.RootId,
        ParentId = target.Id,
        Text = draft.Text,
        Warning = draft.Warning,
        Sensitive = input.Sensitive || draft.Warning is not null,
        Language = draft.Language,
        Visibility = visibility,
        Key = string.IsNullOrEmpty(input.IdempotencyKey) ? null : input.IdempotencyKey,
    };

    /// <summary>As it will be; it is no row.</summary>
    public static Post AsPost(HeldComment held) => new()
    {
        Id = held.Id,
        AuthorId = held.AuthorId,
        Kind = PostKind.Comment,
        Visibility = held.Visibility,
        Text = held.Text,
        Warning = held.Warning,
        Sensitive = held.Sensitive,
        Language = held.Language,
        ParentId = held.ParentId,
        RootId = held.RootId,
        Held = true,
    };
}
