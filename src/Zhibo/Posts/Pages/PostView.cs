using Zhibo.Accounts;
using Zhibo.Documents.Reading;
using Zhibo.Media.Pages;
using Zhibo.Posts.Polls;
using Zhibo.Shared;

namespace Zhibo.Posts.Pages;

/// <summary>An account as it stands on a card or in a list.</summary>
public sealed record AuthorView(string Handle, string Nickname, AccountKind Kind)
{
    public bool Sealed { get; init; }

    /// <summary>Which seal; null where nobody recorded the kind.</summary>
    public SealKind? Seal { get; init; }

    /// <summary>Key of the words for the seal.</summary>
    public string SealWord => Seal is { } seal ? $"shared.seal.{seal.ToString().ToLowerInvariant()}" : Square ? "posts.sealed_agency" : "posts.sealed_person";

    /// <summary>Unit and region in one line.</summary>
    public string? Unit { get; init; }

    public string? AvatarUrl { get; init; }

    public string Url => "/@" + Handle;

    /// <summary>Offices are square, people are round.</summary>
    public bool Square => Kind is AccountKind.Agency or AccountKind.Hall;
}

/// <summary>
/// A post as a card shows it to everybody; what depends on the reader is in <see cref="CardState"/>.
/// A repost without words is the view of the post it passes on, with <see cref="RepostedBy"/>.
/// </summary>
public sealed record PostView(long Id, AuthorView Author, DateTimeOffset At)
{
    /// <summary>The post that stands in the timeline: the repost's own id, else <see cref="Id"/>.</summary>
    public long TimelineId { get; init; }

    /// <summary>The text as HTML, rendered by the one renderer.</summary>
    public string Html { get; init; } = "";

    public IReadOnlyList<MediaView> Media { get; init; } = [];

    /// <summary>Content warning; the text is folded behind it.</summary>
    public string? Warning { get; init; }

    public string? Language { get; init; }

    public Visibility Visibility { get; init; }

    /// <summary>Of a kind that may stand first on its author's page.</summary>
    public bool MayBePinned { get; init; }

    public DateTimeOffset? EditedAt { get; init; }

    /// <summary>Who passed it on without words.</summary>
    public AuthorView? RepostedBy { get; init; }

    /// <summary>Whom a comment answers.</summary>
    public AuthorView? CommentOn { get; init; }

    /// <summary>Address of the post a comment answers.</summary>
    public string? CommentOnUrl { get; init; }

    public LinkView? Link { get; init; }

    /// <summary>What a repost with words passes on.</summary>
    public QuoteView? Quote { get; init; }

    public PollView? Poll { get; init; }

    /// <summary>公文: what hangs on it.</summary>
    public DocumentCard? Document { get; init; }

    /// <summary>Of an office, set above the other comments.</summary>
    public PostView? Answer { get; init; }

    public long Likes { get; init; }

    public long Comments { get; init; }

    public long Reposts { get; init; }

    public bool Deleted { get; init; }

    public string Url => $"/@{Author.Handle}/{Id}";
}

/// <summary>The original under a repost and the words it gathered on the way: //@甲:…//@乙:…, nearest first.</summary>
public sealed record QuoteView
{
    /// <summary>Null or deleted: a tombstone is shown.</summary>
    public PostView? Original { get; init; }

    public IReadOnlyList<ChainLink> Chain { get; init; } = [];
}

public sealed record ChainLink(AuthorView Author, string Html);

/// <summary>A page that the post points to.</summary>
/// <param name="Host">Shown whole, so that nobody is misled.</param>
public sealed record LinkView(string Url, string Title, string Description, string Host);
