using Zhibo.Data;

namespace Zhibo.Notifications.Choosing;

/// <summary>What holds where nobody chose, and what may be chosen at all.</summary>
public static class NoticeChoices
{
    /// <summary>The kinds one can choose about, in the order of the page. A broken glass always arrives.</summary>
    public static IReadOnlyList<NoticeKind> Kinds { get; } =
        [NoticeKind.Mention, NoticeKind.Comment, NoticeKind.Repost, NoticeKind.Like, NoticeKind.Follow, NoticeKind.Message, NoticeKind.PollEnded, NoticeKind.Held, NoticeKind.Refused];

    /// <summary>From everybody, by mail all that is told once it is wished; at once only what waits for an answer.</summary>
    public static NoticeChoice Default(long accountId, NoticeKind kind) => new()
    {
        AccountId = accountId,
        Kind = kind,
        Push = kind is not (NoticeKind.Repost or NoticeKind.Like or NoticeKind.Follow),
        Mail = true,
    };

    public static NoticeChoice Of(Db db, long accountId, NoticeKind kind) =>
        kind == NoticeKind.Glass ? Default(accountId, kind) : db.NoticeChoices.FirstOrDefault(c => c.AccountId == accountId && c.Kind == kind) ?? Default(accountId, kind);

    /// <summary>Whether it matters who did it.</summary>
    public static bool AsksWho(NoticeKind kind) => kind is NoticeKind.Mention or NoticeKind.Comment or NoticeKind.Repost or NoticeKind.Like or NoticeKind.Follow;

    /// <summary>Private messages have their own place, and there their own rule.</summary>
    public static bool IsOnSite(NoticeKind kind) => kind != NoticeKind.Message;
}
