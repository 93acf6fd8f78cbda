using Zhibo.Accounts;
using Zhibo.Media.Pages;
using Zhibo.Posts.Polls;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Posts.Pages;

/// <summary>Pictures from the database as what cards show.</summary>
public static class PostViews
{
    public static AuthorView Author(Account account) => new(account.Handle, account.Nickname, account.Kind)
    {
        Sealed = account.Sealed,
        Seal = account.SealKind,
        Unit = account.Unit,
        AvatarUrl = account.Avatar,
    };

    public static PostView Of(PostPicture picture)
    {
        var pure = picture.Post.Kind == PostKind.Repost;
        var subject = picture.Subject;
        // A repost without words of one with words shows the latter: its chain starts one further.
        var chain = pure ? picture.Chain.Skip(1) : picture.Chain;
        return Bare(subject) with
        {
            TimelineId = picture.Post.Id,
            RepostedBy = pure ? Author(picture.Author) : null,
            CommentOn = picture.ParentAuthor is { } parent ? Author(parent) : null,
            CommentOnUrl = picture.ParentAuthor is { } to ? $"/@{to.Handle}/{picture.Post.ParentId}" : null,
            Quote = subject.Post.Kind == PostKind.Quote ? new QuoteView { Original = Original(picture), Chain = [.. chain.Select(Link)] } : null,
            Answer = subject.Answer is { } answer ? Bare(answer) : null,
            Deleted = picture.Post.DeletedAt is not null || subject.Post.DeletedAt is not null,
        };
    }

    /// <summary>What a post says, for a title: its warning, its words, or those of its first picture.</summary>
    public static string Said(PostPicture picture) =>
        picture.Post.Warning ?? (picture.Post.Text.Length > 0 ? picture.Post.Text : picture.Media.FirstOrDefault(m => m.Alt.Length > 0)?.Alt ?? "");

    /// <summary>The text of a post as HTML; names point to whoever bears them now.</summary>
    public static string Html(PostPicture picture)
    {
        var named = picture.Mentions.ToDictionary(m => m.Start);
        return PostHtml.Render(picture.Post.Text, Tokens(picture), token => named.TryGetValue(token.Start, out var m) ? "/@" + m.Handle : null, TopicName.Path);
    }

    /// <summary>The tokens as they were understood when the text was written.</summary>
    public static IReadOnlyList<Token> Tokens(PostPicture picture)
    {
        var named = picture.Mentions.ToDictionary(m => m.Start);
        return StoredMentions.Resolve(picture.Post.Text, start => named.TryGetValue(start, out var m) ? (m.Length, m.AccountId) : null);
    }

    private static PostView? Original(PostPicture picture) => picture.Original is not { } original ? null : Bare(original) with
    {
        Deleted = original.Post.DeletedAt is not null || original.Post.Visibility > Visibility.Unlisted,
    };

    private static PostView Bare(PostPicture picture) => new(picture.Post.Id, Author(picture.Author), picture.Post.CreatedAt)
    {
        Html = Html(picture),
        Link = picture.Link is { Title: { } title } link ? new(link.Url, title, link.Description, new Uri(link.Url).IdnHost) : null,
        Media = [.. picture.Media.Select(MediaView.Of)],
        Warning = picture.Post.Warning,
        Language = picture.Post.Language,
        Visibility = picture.Post.Visibility,
        MayBePinned = picture.Post is { Kind: PostKind.Original or PostKind.Quote, Visibility: <= Visibility.Unlisted },
        Poll = PollView.Of(picture.Poll),
        Document = picture.Document,
        EditedAt = picture.Post.EditedAt,
        Likes = picture.Post.LikesCount,
        Comments = picture.Post.CommentsCount,
        Reposts = picture.Post.RepostsCount,
    };

    private static ChainLink Link(PostPicture link) => new(Author(link.Author), Html(link));
}
