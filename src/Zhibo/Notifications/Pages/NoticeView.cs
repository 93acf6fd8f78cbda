using Zhibo.Posts.Pages;

namespace Zhibo.Notifications.Pages;

/// <summary>One line of the notices; likes, reposts without words and follows of the same thing are one line.</summary>
/// <param name="Who">The latest people, at most three.</param>
/// <param name="Total">All of them.</param>
public sealed record NoticeView(NoticeKind Kind, IReadOnlyList<AuthorView> Who, int Total, DateTimeOffset At)
{
    public long GroupId { get; init; }

    public bool Unread { get; init; }

    /// <summary>Where the line leads: the mention or comment itself, or my post.</summary>
    public string? Url { get; init; }

    /// <summary>What was said, as HTML of the one renderer.</summary>
    public string? Html { get; init; }

    /// <summary>The same as plain text.</summary>
    public string? Said { get; init; }

    public string? Warning { get; init; }

    /// <summary>The beginning of my post, as plain text; of a broken glass the office.</summary>
    public string? Mine { get; init; }
}

/// <summary>The page. <paramref name="Kind"/> null shows all kinds.</summary>
public sealed record NoticesView(NoticeKind? Kind, IReadOnlyList<NoticeView> Notices)
{
    public int Unread { get; init; }

    /// <summary>Private messages that wait, at their own place.</summary>
    public int Messages { get; init; }

    public string? Older { get; init; }
}

/// <summary>Everybody in one line.</summary>
public sealed record NoticePeopleView(NoticeView Line, IReadOnlyList<NoticePerson> People, string? Older);

public sealed record NoticePerson(AuthorView Who, DateTimeOffset At);
