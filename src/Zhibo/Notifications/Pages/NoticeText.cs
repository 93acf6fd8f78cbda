using Zhibo.Shared.Text;

namespace Zhibo.Notifications.Pages;

/// <summary>A line as one sentence, for devices and mails.</summary>
internal static class NoticeText
{
    /// <summary>With more people than this only the latest is named.</summary>
    public const int MostNamed = 3;

    public static string Names(NoticeView line, Words words) =>
        line.Total > MostNamed ? words["notifications.and_others", line.Who[0].Nickname, HumanCount.Of(line.Total, words)]
        : string.Join(words["notifications.comma"], line.Who.Select(w => w.Nickname));

    public static string Sentence(NoticeView line, Words words) => words["notifications.sentence", Names(line, words), words[Deed(line.Kind)]];

    public static string Deed(NoticeKind kind) => $"notifications.deed.{kind.ToString().ToLowerInvariant()}";

    /// <summary>In Mastodon's words; programs know no other.</summary>
    public static string TypeOf(NoticeView line) => line.Kind switch
    {
        NoticeKind.Repost => line.Said is null ? "reblog" : "quote",
        NoticeKind.Like => "favourite",
        NoticeKind.Follow => "follow",
        NoticeKind.PollEnded => "poll",
        _ => "mention",
    };
}
