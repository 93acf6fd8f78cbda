using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Posts.Pages;

namespace Zhibo.Messages.Pages;

/// <summary>A line in the list of conversations.</summary>
/// <param name="Excerpt">Of the newest message.</param>
public sealed record TalkRow(string Url, IReadOnlyList<AuthorView> Who, string Excerpt, DateTimeOffset At)
{
    /// <summary>The newest message is the reader's own.</summary>
    public bool Mine { get; init; }

    public bool Deleted { get; init; }

    /// <summary>What was sent without a word.</summary>
    public MediaKind? Files { get; init; }

    public int Unread { get; init; }

    public bool Muted { get; init; }

    /// <summary>What stands in the list of it.</summary>
    public string Line(Zhibo.Shared.Text.Words words)
    {
        if (Deleted) return words["messages.withdrawn"];
        var said = Excerpt.Length == 0 && Files is { } kind ? words[$"messages.files.{kind.ToString().ToLowerInvariant()}"] : Excerpt;
        return Mine ? words["messages.mine", said] : said;
    }
}

public sealed record TalksView(bool Requests, IReadOnlyList<TalkRow> Rows)
{
    /// <summary>How many strangers ask.</summary>
    public int Waiting { get; init; }

    public string? Older { get; init; }
}

/// <summary>A message as a bubble.</summary>
public sealed record BubbleView(long Id, AuthorView Author, string Html, DateTimeOffset At)
{
    public bool Mine { get; init; }

    public bool Deleted { get; init; }

    public bool Edited { get; init; }

    /// <summary>Said by the site in an office's name.</summary>
    public bool Automatic { get; init; }

    public string? Warning { get; init; }

    public IReadOnlyList<MediaView> Media { get; init; } = [];

    /// <summary>A post that is passed on with the message: whose, its beginning, where.</summary>
    public (string Name, string Text, string Url)? Quote { get; init; }

    /// <summary>The other has seen it, and no later one.</summary>
    public bool ReadHere { get; init; }

    /// <summary>Takes it back; own ones only.</summary>
    public string? WithdrawAction { get; init; }

    /// <summary>Where others' ones are reported.</summary>
    public string? ReportUrl { get; init; }

    /// <summary>Key of the word for what became of the reader's report.</summary>
    public string? Reported { get; init; }
}

/// <summary>The box at the end of a talk.</summary>
/// <param name="Key">Sending one form twice says it once.</param>
public sealed record MessageBox(string Action, string Key, int Limit)
{
    public string Text { get; init; } = "";

    /// <summary>What the form that came in said of files.</summary>
    public AttachedForm Attached { get; init; } = new([]);

    public IReadOnlyList<MediaView> Media { get; init; } = [];

    public string? Error { get; init; }

    public bool Focus { get; init; }

    /// <summary>Where a draft is kept by the browser.</summary>
    public string Draft { get; init; } = "";

    /// <summary>In whose name, where it is not one's own.</summary>
    public string? As { get; init; }

    /// <summary>The newest message that stood above the box.</summary>
    public long Seen { get; init; }
}

/// <summary>A conversation on its page.</summary>
/// <param name="Base">Its address; null before the first word.</param>
/// <param name="Who">The others.</param>
public sealed record TalkView(string? Base, IReadOnlyList<AuthorView> Who, IReadOnlyList<BubbleView> Bubbles)
{
    public long Id { get; init; }

    /// <summary>Somebody the reader does not know asks to talk.</summary>
    public bool Request { get; init; }

    public bool Muted { get; init; }

    public string? Older { get; init; }

    /// <summary>Null where nothing can be said; then <see cref="Shut"/> says why.</summary>
    public MessageBox? Box { get; init; }

    public string? Shut { get; init; }

    public string Name(Zhibo.Shared.Text.Words words) => Who.Count == 0 ? words["messages.self"] : string.Join(words["messages.comma"], Who.Select(w => w.Nickname));
}
