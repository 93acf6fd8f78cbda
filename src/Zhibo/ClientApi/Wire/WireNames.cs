using Zhibo.Notifications;
using Zhibo.Posts;

namespace Zhibo.ClientApi.Wire;

/// <summary>Our words and Mastodon's.</summary>
internal static class WireNames
{
    public static string Of(Visibility visibility) => visibility switch
    {
        Visibility.Public => "public",
        Visibility.Unlisted => "unlisted",
        Visibility.Followers => "private",
        Visibility.Direct => "direct",
        _ => throw new ArgumentOutOfRangeException(nameof(visibility)),
    };

    public static Visibility? VisibilityOf(string name) => name switch
    {
        "public" => Visibility.Public,
        "unlisted" => Visibility.Unlisted,
        "private" => Visibility.Followers,
        "direct" => Visibility.Direct,
        _ => null,
    };

    /// <param name="kind">What happened.</param>
    /// <param name="withWords">The repost it is about has words of its own.</param>
    public static string Of(NoticeKind kind, bool withWords) => kind switch
    {
        // A comment reaches whom it answers as a mention does.
        NoticeKind.Mention or NoticeKind.Comment or NoticeKind.Message => "mention",
        NoticeKind.Repost => withWords ? "quote" : "reblog",
        NoticeKind.Like => "favourite",
        NoticeKind.Follow => "follow",
        NoticeKind.PollEnded => "poll",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>What has a type in Mastodon; the rest is for pages alone.</summary>
    public static readonly NoticeKind[] Kinds = [NoticeKind.Mention, NoticeKind.Comment, NoticeKind.Message, NoticeKind.Repost, NoticeKind.Like, NoticeKind.Follow, NoticeKind.PollEnded];

    public static NoticeKind[] Notices(string type) => type switch
    {
        "mention" => [NoticeKind.Mention, NoticeKind.Comment, NoticeKind.Message],
        "reblog" or "quote" => [NoticeKind.Repost],
        "favourite" => [NoticeKind.Like],
        "follow" => [NoticeKind.Follow],
        "poll" => [NoticeKind.PollEnded],
        _ => [],
    };
}
