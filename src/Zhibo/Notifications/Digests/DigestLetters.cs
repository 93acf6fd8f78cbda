using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Notifications.Choosing;
using Zhibo.Notifications.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Mail;
using Zhibo.Shared.Text;

namespace Zhibo.Notifications.Digests;

/// <summary>A mail, sealed and ready to be queued.</summary>
/// <param name="UpTo">The newest notice it knows.</param>
internal sealed record DigestLetter(string Sealed, long UpTo);

/// <summary>What one mail reads from.</summary>
internal sealed class DigestNews(ReadGroups groups, ReadNoticeSettings settings, NoticeViews views, Readers readers, UnreadMessages messages)
{
    public const int Most = 30;

    /// <param name="Messages">How many private messages wait; what they say stays on the site.</param>
    public sealed record News(IReadOnlyList<NoticeView> Lines, bool More, int Messages, long UpTo);

    /// <summary>What came since the last mail and is not read.</summary>
    public async Task<News> Of(NoticeWishes wishes, User user, CancellationToken ct)
    {
        var chosen = (await settings.Run(new(user.AccountId), ct)).Choices.Where(c => c.Mail).Select(c => c.Kind).ToHashSet();
        var since = Math.Max(wishes.DigestedId, user.NoticesReadId);
        NoticeKind[] kinds = [.. chosen.Where(k => k != NoticeKind.Message), NoticeKind.Glass];
        var page = await groups.Run(new(user.AccountId, kinds, SinceId: since, Limit: Most + 1), ct);
        var messageSince = Math.Max(wishes.DigestedId, 0);
        var fresh = chosen.Contains(NoticeKind.Message) && (await groups.Run(new(user.AccountId, [NoticeKind.Message], SinceId: messageSince, Limit: 1), ct)).Groups is [var newest] ? newest.LatestId : 0;
        var shown = page with { Groups = [.. page.Groups.Take(Most)] };
        return new(await views.Of(shown, await readers.Of(user.AccountId, ct), ct), page.Groups.Count > Most,
            fresh == 0 ? 0 : await messages.Of(user.AccountId, ct), Math.Max(fresh, page.Groups.Count == 0 ? 0 : page.Groups[0].LatestId));
    }
}

/// <summary>Writes the mail that gathers what is new: as text and as HTML, with a way out that needs no sign-in (RFC 8058).</summary>
internal sealed class DigestLetters(DigestNews news, UnsubscribePass passes, Mailbox mailbox, AccountMail mail, Settings settings)
{
    private const int LongestQuote = 140;

    // The default writes every Han character as a number.
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>Null when there is nothing new.</summary>
    public async Task<DigestLetter?> Write(NoticeWishes wishes, User user, CancellationToken ct)
    {
        var found = await news.Of(wishes, user, ct);
        if (found.Lines.Count == 0 && found.Messages == 0) return null;
        var words = Words.For(user.Language);
        var (text, html) = Draw(found, words, mail.Link("/unsubscribe/" + passes.Issue(user.AccountId)), out var way);
        var letter = new Letter(user.Email!, words["notifications.digest.subject", settings.Site.Name, words["notifications.digest.lines", found.Lines.Count + (found.Messages > 0 ? 1 : 0)]], text)
        {
            Html = html,
            Headers = new() { ["List-Unsubscribe"] = $"<{way}>", ["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click" },
        };
        return new(mailbox.Seal(letter), found.UpTo);
    }

    private (string Text, string Html) Draw(DigestNews.News found, Words words, string unsubscribe, out string way)
    {
        way = unsubscribe;
        var (text, html) = (new StringBuilder(), new StringBuilder());
        Line(words["notifications.digest.greeting", settings.Site.Name], "p");
        html.Append("<ul>\n");
        foreach (var line in found.Lines) Entry(NoticeText.Sentence(line, words), line.Warning ?? line.Said ?? line.Mine, mail.Link(line.Url ?? "/notices"));
        if (found.Messages > 0) Entry(words["notifications.digest.messages", found.Messages], null, mail.Link("/messages"));
        html.Append("</ul>\n");
        Link(words[found.More ? "notifications.digest.more" : "notifications.digest.all"], mail.Link("/notices"));
        Link(words["notifications.digest.settings"], mail.Link("/settings/notices"));
        Link(words["notifications.digest.unsubscribe"], unsubscribe);
        return (text.ToString(), $"<!DOCTYPE html>\n<html lang=\"{words.Language}\"><head><meta charset=\"utf-8\"><title>{Safe(settings.Site.Name)}</title></head><body>\n{html}</body></html>\n");

        void Line(string said, string tag)
        {
            text.Append(said).Append("\n\n");
            html.Append('<').Append(tag).Append('>').Append(Safe(said)).Append("</").Append(tag).Append(">\n");
        }

        void Entry(string said, string? quote, string to)
        {
            quote = Short(quote);
            text.Append("* ").Append(said).Append('\n').Append(quote is null ? "" : $"  {quote}\n").Append("  ").Append(to).Append("\n\n");
            html.Append("<li><a href=\"").Append(Safe(to)).Append("\">").Append(Safe(said)).Append("</a>").Append(quote is null ? "" : $"<br>{Safe(quote)}").Append("</li>\n");
        }

        void Link(string said, string to)
        {
            text.Append(said).Append('\n').Append(to).Append("\n\n");
            html.Append("<p><a href=\"").Append(Safe(to)).Append("\">").Append(Safe(said)).Append("</a></p>\n");
        }
    }

    private static string? Short(string? quote)
    {
        if (string.IsNullOrWhiteSpace(quote)) return null;
        var line = quote.ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestQuote ? line : line[..(char.IsHighSurrogate(line[LongestQuote - 2]) ? LongestQuote - 2 : LongestQuote - 1)] + "…";
    }

    private static string Safe(string text) => Html.Encode(text);
}
