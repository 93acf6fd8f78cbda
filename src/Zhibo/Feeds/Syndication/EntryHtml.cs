using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Xml;
using Zhibo.Media;
using Zhibo.Posts;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Syndication;

/// <summary>A post as HTML that stands alone: addresses are absolute, and what it passes on stands below it.</summary>
internal sealed class EntryHtml(string site, Words words, HtmlEncoder encoder)
{
    public string Of(PostPicture picture)
    {
        var html = new StringBuilder(Told(picture)).Append(Seen(picture));
        if (picture.Post.Kind != PostKind.Quote) return html.ToString();
        foreach (var link in picture.Chain.Where(IsOpen)) html.Append(Named("//", link, Words(link)));
        if (picture.Original is not { } original) return html.ToString();
        var address = encoder.Encode(string.Create(CultureInfo.InvariantCulture, $"{site}/@{original.Author.Handle}/{original.Post.Id}"));
        html.Append("<blockquote cite=\"").Append(address).Append("\">");
        if (IsOpen(original)) html.Append(Named("", original, Told(original))).Append(Seen(original));
        else html.Append("<p>").Append(encoder.Encode(words["posts.original_gone"])).Append("</p>");
        return html.Append("</blockquote>").ToString();
    }

    /// <summary>Without what XML 1.0 cannot hold, and without what turns the direction of a line.</summary>
    public static string Sound(string text)
    {
        text = Bidi.Strip(text);
        for (var i = 0; i < text.Length; i++)
            if (!XmlConvert.IsXmlChar(text[i])) return string.Concat(text.EnumerateRunes().Where(IsXml));
        return text;
    }

    private static bool IsXml(Rune rune) => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value);

    /// <summary>What strangers may read at its own address.</summary>
    private static bool IsOpen(PostPicture picture) => picture.Post is { DeletedAt: null, Visibility: <= Visibility.Unlisted };

    private string Told(PostPicture picture) =>
        picture.Post.Warning is { } warning ? $"<p><strong>{encoder.Encode(words["feeds.warning", Bidi.Strip(warning)])}</strong></p>" + Words(picture) : Words(picture);

    /// <summary>Pictures, and links to what readers of feeds cannot play.</summary>
    private string Seen(PostPicture picture)
    {
        var html = new StringBuilder();
        foreach (var file in picture.Media)
        {
            var alt = encoder.Encode(Sound(file.Alt));
            if (file.Kind == MediaKind.Picture)
                html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{site}{MediaPath.Of(file, Sizes.Full, ".jpg")}\"><img src=\"{site}{MediaPath.Of(file, Sizes.Middle, ".jpg")}\" alt=\"{alt}\"></a></p>");
            else
                html.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{site}{MediaPath.Of(file)}\">{(alt.Length > 0 ? alt : encoder.Encode(words[file.Kind == MediaKind.Video ? "media.video_without_words" : "media.audio_without_words"]))}</a></p>");
        }
        return html.ToString();
    }

    /// <summary>The words with their author's name before them.</summary>
    private string Named(string before, PostPicture picture, string words)
    {
        const string Open = "<p>";
        var name = $"{Open}{before}<a href=\"{encoder.Encode($"{site}/@{picture.Author.Handle}")}\">@{encoder.Encode(Sound(picture.Author.Nickname))}</a>：";
        return words.StartsWith(Open, StringComparison.Ordinal) ? name + words[Open.Length..] : $"{name}</p>{words}";
    }

    /// <summary>What a poll asks; votes are counted here.</summary>
    private string Choices(PostPicture picture) =>
        picture.Poll is not { } poll ? "" : $"<ul>{string.Concat(poll.Choices.Select(c => $"<li>{encoder.Encode(c.Text)}</li>"))}</ul>";

    /// <summary>The way to the document that hangs on it.</summary>
    private string Paper(PostPicture picture) =>
        picture.Document is not { } paper ? "" : $"<p><a href=\"{encoder.Encode(site + paper.Url)}\">{encoder.Encode(Sound(string.Join(' ', new[] { paper.Title, paper.Number }.Where(part => part.Length > 0))))}</a></p>";

    private string Words(PostPicture picture)
    {
        var named = picture.Mentions.ToDictionary(m => m.Start);
        return Sound(PostHtml.Render(picture.Post.Text, PostViews.Tokens(picture), token => named.TryGetValue(token.Start, out var m) ? $"{site}/@{m.Handle}" : null, name => site + TopicName.Path(name)) + Choices(picture) + Paper(picture));
    }
}
