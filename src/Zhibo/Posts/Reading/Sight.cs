using Zhibo.Posts.Filters;
using Zhibo.Posts.Polls;

namespace Zhibo.Posts.Reading;

/// <summary>What decides who may see a post and whose buttons it carries; kept beside its rendered pieces.</summary>
public sealed record Sight(long PostId, long AuthorId, PostKind Kind, Visibility Visibility)
{
    public bool Deleted { get; init; }

    /// <summary>Shows a picture, a film or a recording.</summary>
    public bool HasMedia { get; init; }

    public long? ParentId { get; init; }

    public long? RootId { get; init; }

    /// <summary>Whom a comment answers.</summary>
    public long? ParentAuthorId { get; init; }

    /// <summary>Accounts named or answered in a post that is not for everybody: they may see it.</summary>
    public long[] Named { get; init; } = [];

    /// <summary>The post that like and repost act on: the original of a repost without words.</summary>
    public long SubjectId { get; init; }

    public long SubjectAuthorId { get; init; }

    public Visibility SubjectVisibility { get; init; }

    /// <summary>The original below a repost with words: it carries buttons of its own.</summary>
    public long? OriginalId { get; init; }

    /// <summary>The author of the original below a repost with words; hidden with it.</summary>
    public long? OriginalAuthorId { get; init; }

    /// <summary>Under the post that the buttons act on.</summary>
    public PollPicture? Poll { get; init; }

    /// <summary>Under the original of a repost with words.</summary>
    public PollPicture? OriginalPoll { get; init; }

    /// <summary>Who answered under the post that the buttons act on.</summary>
    public long? AnswerAuthorId { get; init; }

    /// <summary>Everything that is said in it, for those who do not want to read certain words.</summary>
    public string Said { get; init; } = "";

    /// <summary>The same as words are looked for; made when the first reader with filters comes.</summary>
    internal string Folded => folded ??= ReaderFilters.Fold(Said);

    private string? folded;

    public static Sight Of(PostPicture picture)
    {
        var subject = picture.Subject;
        return new(picture.Post.Id, picture.Author.Id, picture.Post.Kind, picture.Post.Visibility)
        {
            // A repost of nothing is nothing.
            Deleted = picture.Post.DeletedAt is not null || (picture.Post.Kind == PostKind.Repost && subject.Post.DeletedAt is not null),
            HasMedia = subject.Post.MediaCount > 0,
            ParentId = picture.Post.ParentId,
            RootId = picture.Post.RootId,
            ParentAuthorId = picture.ParentAuthor?.Id,
            Named = picture.Post.Visibility < Visibility.Followers ? [] : [.. Addressed(picture).Distinct()],
            SubjectId = subject.Post.Id,
            SubjectAuthorId = subject.Author.Id,
            SubjectVisibility = subject.Post.Visibility,
            OriginalId = picture.Original?.Post.Id,
            OriginalAuthorId = picture.Original?.Author.Id,
            Said = Words(picture, subject),
            Poll = subject.Poll,
            AnswerAuthorId = subject.Answer?.Author.Id,
            OriginalPoll = picture.Original?.Poll,
        };
    }

    private static string Words(PostPicture picture, PostPicture subject)
    {
        // Most posts are their text and nothing else: no copy of it.
        if (subject is { Post: { Warning: null, Kind: not PostKind.Quote }, Poll: null, Answer: null }) return subject.Post.Text;
        var quoted = subject.Post.Kind == PostKind.Quote ? picture.Chain.Append(picture.Original).OfType<PostPicture>().Where(p => p.Post.DeletedAt is null && p != subject) : [];
        return string.Join('\n', new[] { subject.Post.Warning, subject.Post.Text, subject.Answer?.Post.Text }
            .Concat(subject.Poll?.Choices.Select(c => c.Text) ?? []).Concat(quoted.Select(p => p.Post.Text)).Where(t => t?.Length > 0));
    }

    private static IEnumerable<long> Addressed(PostPicture picture) =>
        picture.Mentions.Select(m => m.AccountId).Concat(picture.ParentAuthor is { } parent ? [parent.Id] : []);
}
