using Zhibo.Accounts;
using Zhibo.Media.Pages;
using Zhibo.Posts.Polls;

namespace Zhibo.Posts.Pages;

/// <summary>What stands in the composer. Posted as form fields as, text, visibility, warning, sensitive, language, parent, repost, key, back, media, alt, files, act.</summary>
public sealed record ComposerView(string Key)
{
    /// <summary>Sent already, in order.</summary>
    public IReadOnlyList<MediaView> Media { get; init; } = [];

    /// <summary>The address the form posts to; an edit posts elsewhere.</summary>
    public string Action { get; init; } = "/posts";

    /// <summary>Encoded markup of <see cref="VoiceSelect"/>, for those who may speak for an office.</summary>
    public string? Voices { get; init; }

    /// <summary>The voice that was chosen: a handle.</summary>
    public string? As { get; init; }

    public string Text { get; init; } = "";

    public string? Warning { get; init; }

    public Visibility Visibility { get; init; }

    /// <summary>Language of the text; that of the page when null.</summary>
    public string? Language { get; init; }

    /// <summary>The post a comment answers.</summary>
    public long? Parent { get; init; }

    /// <summary>The post that is passed on.</summary>
    public long? Repost { get; init; }

    /// <summary>Whose post is answered; shown above the text.</summary>
    public string? Answering { get; init; }

    public string? Back { get; init; }

    /// <summary>In whole characters, as the site is set.</summary>
    public int Limit { get; init; } = 140;

    /// <summary>A refusal, in the page's language; the text stays in the box.</summary>
    public string? Error { get; init; }

    /// <summary>The post that is corrected.</summary>
    public long? EditsPost { get; init; }

    /// <summary>Asked only when a post is edited.</summary>
    public bool AskReason { get; init; }

    public string? Reason { get; init; }

    /// <summary>A repost may go without words.</summary>
    public bool MayBeEmpty { get; init; }

    /// <summary>A poll that comes back with the form.</summary>
    public PollForm? Poll { get; init; }

    /// <summary>Who may comment; null is as the account is set.</summary>
    public WhoComments? Who { get; init; }

    /// <summary>Only a new post of its own can carry a poll.</summary>
    public bool MayAsk => Parent is null && Repost is null && !AskReason;

    public bool Focus { get; init; }

    /// <summary>What the form said of files.</summary>
    public AttachedForm? Attached { get; init; }
}
