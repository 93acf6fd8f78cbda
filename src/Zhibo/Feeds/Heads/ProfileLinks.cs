using System.Text.Encodings.Web;
using Zhibo.Accounts;
using Zhibo.Feeds.Codes;
using Zhibo.Feeds.Sources;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Heads;

/// <summary>Under the name on a profile: the card with the QR code, the feed, the code for other sites.</summary>
internal sealed class ProfileLinks(HtmlEncoder encoder)
{
    public string Html(Account account, string language)
    {
        var words = Words.For(language);
        var handle = Uri.EscapeDataString(account.Handle);
        return $"<p class=\"small\">{Link(CardPages.PathOf(account.Handle), words["feeds.share.qr"])} · {Link($"/feeds/{AccountFeeds.Kind}/{handle}.rss", words["feeds.share.feeds"])} · {Link("/embed?url=" + Uri.EscapeDataString("/@" + account.Handle), words["feeds.profile.embed"])}</p>";
    }

    private string Link(string path, string word) => $"<a href=\"{encoder.Encode(path)}\">{encoder.Encode(word)}</a>";
}
