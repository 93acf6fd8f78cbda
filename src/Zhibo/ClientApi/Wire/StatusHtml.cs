using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.ClientApi.Wire;

/// <summary>The content of a status: the one renderer's HTML with absolute addresses.</summary>
internal sealed class StatusHtml(Addresses at)
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The words of a repost are followed by those it came through, nearest first, as people here write them: //@甲: …</summary>
    public string Of(PostPicture picture, IEnumerable<PostPicture> chain)
    {
        var html = Words(picture);
        StringBuilder? whole = null;
        foreach (var link in chain)
        {
            if (link.Post.DeletedAt is not null) continue;
            (whole ??= new StringBuilder(html)).Append(Link(link));
        }
        return whole?.ToString() ?? html;
    }

    /// <summary>Another state of the same post's text, as its history shows it.</summary>
    public string Earlier(PostPicture picture, string text)
    {
        var named = picture.Mentions.Where(m => m.Length > 0).DistinctBy(m => Names.Key(NameAt(picture, m))).ToDictionary(m => Names.Key(NameAt(picture, m)), StringComparer.Ordinal);
        var tokens = PostText.Resolve(PostText.Parse(text), key => named.TryGetValue(key, out var m) ? m.AccountId : null);
        return PostHtml.Render(text, tokens, token => named.TryGetValue(Names.Key(token.Value), out var m) ? at.Profile(m.Handle) : null, at.Topic);
    }

    private string Words(PostPicture picture)
    {
        if (picture.Post.Text.Length == 0) return "";
        if (picture.Mentions.Count == 0) return PostHtml.Render(picture.Post.Text, PostViews.Tokens(picture), _ => null, at.Topic);
        var named = picture.Mentions.ToDictionary(m => m.Start);
        return PostHtml.Render(picture.Post.Text, PostViews.Tokens(picture), token => named.TryGetValue(token.Start, out var m) ? at.Profile(m.Handle) : null, at.Topic);
    }

    private string Link(PostPicture link)
    {
        const string Open = "<p>";
        var head = $"//<a class=\"mention\" href=\"{Encoder.Encode(at.Profile(link.Author.Handle))}\">@{Encoder.Encode(link.Author.Nickname)}</a>: ";
        var words = Words(link);
        return words.StartsWith(Open, StringComparison.Ordinal) ? Open + head + words[Open.Length..] : Open + head + words + "</p>";
    }

    /// <summary>The name as it was written.</summary>
    private static string NameAt(PostPicture picture, NamedAccount named) => picture.Post.Text.Substring(named.Start + 1, named.Length - 1);
}
