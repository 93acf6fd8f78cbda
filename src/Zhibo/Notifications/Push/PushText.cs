using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Notifications.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;

namespace Zhibo.Notifications.Push;

/// <summary>What a device is told, in the language of its person and in Mastodon's form; a browser finds there also where to go.
/// Of a private message it says only that one came. The token is left out: only its hash is known here.</summary>
internal sealed class PushText(Db db, NoticeViews lines, ReadGroups groups, Readers readers, UnreadNotices unread, Settings settings)
{
    private const int LongestTitle = 80, LongestBody = 140;
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private sealed record Told(string PreferredLocale, long NotificationId, string NotificationType, string Icon, string Title, string Body)
    {
        // What our own worker needs.
        public string? Url { get; init; }

        public string? Tag { get; init; }

        public int? Count { get; init; }
    }

    /// <summary>Null when there is nothing to tell any more: read elsewhere, taken back, hidden.</summary>
    public async Task<PushNote?> Of(PushDevice device, User user, long noticeId, CancellationToken ct)
    {
        var words = Words.For(user.Language);
        return noticeId == 0 ? await Gathered(device, user, words, ct) : await One(device, user, words, noticeId, ct);
    }

    private async Task<PushNote?> Gathered(PushDevice device, User user, Words words, CancellationToken ct)
    {
        var count = await unread.Of(user.AccountId, ct);
        if (count == 0) return null;
        var own = await db.Accounts.FirstAsync(a => a.Id == user.AccountId, ct);
        var told = new Told(words.Language, 0, "mention", Picture(own.Avatar, own.Handle), settings.Site.Name, words["notifications.push.gathered", count]) { Url = "/notices", Tag = "all", Count = count };
        return Note(device, told, urgent: false);
    }

    private async Task<PushNote?> One(PushDevice device, User user, Words words, long noticeId, CancellationToken ct)
    {
        var notice = await db.Notices.FirstOrDefaultAsync(n => n.Id == noticeId && n.AccountId == device.AccountId, ct);
        if (notice is null) return null;
        if (notice.Kind == NoticeKind.Message) return await OfMessage(device, words, notice, ct);
        var page = await groups.One(device.AccountId, notice.GroupId, ct);
        if (page.Groups is not [var group] || group.LatestId <= page.ReadId) return null;
        if (await lines.Of(page, await readers.Of(device.AccountId, ct), ct) is not [var line]) return null;
        var title = NoticeText.Sentence(line, words);
        var body = line.Warning ?? line.Said ?? line.Mine ?? "";
        var told = new Told(words.Language, notice.Id, NoticeText.TypeOf(line), Picture(line.Who[0].AvatarUrl, line.Who[0].Handle), Cut(title, LongestTitle), Cut(body, LongestBody))
        {
            Url = line.Url ?? "/notices",
            Tag = Tag(group.Id),
            Count = await unread.Of(user.AccountId, ct),
        };
        return Note(device, told, urgent: notice.Kind == NoticeKind.Glass);
    }

    private async Task<PushNote?> OfMessage(PushDevice device, Words words, NoticeRow notice, CancellationToken ct)
    {
        var sender = await db.Accounts.FirstOrDefaultAsync(a => a.Id == notice.ActorId, ct);
        if (sender is null) return null;
        var told = new Told(words.Language, notice.Id, "mention", Picture(sender.Avatar, sender.Handle), Cut(words["notifications.push.message", sender.Nickname], LongestTitle), words["notifications.push.message_text"])
        {
            Url = "/messages",
            // A second message of the same person replaces the first.
            Tag = "m" + notice.ActorId.ToString(CultureInfo.InvariantCulture),
        };
        return Note(device, told, urgent: true);
    }

    private static PushNote Note(PushDevice device, Told told, bool urgent)
    {
        var topic = told.Tag!;
        // Programs show their own things.
        if (device.TokenId is not null) told = told with { Url = null, Tag = null, Count = null };
        return new(JsonSerializer.Serialize(told, Json), topic) { Urgent = urgent };
    }

    private static string Tag(long group) => "g" + group.ToString(CultureInfo.InvariantCulture);

    private string Root => settings.Site.Domain.Length > 0 ? "https://" + settings.Site.Domain : "";

    private string Picture(string? avatar, string handle) =>
        avatar is null ? $"{Root}/avatars/{handle}.svg" : avatar.Contains("://", StringComparison.Ordinal) ? avatar : Root + avatar;

    private static string Cut(string text, int most)
    {
        if (text.Length <= most) return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
