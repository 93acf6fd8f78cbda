using System.Globalization;
using System.Text.Encodings.Web;
using Zhibo.Accounts.Profiles;
using Zhibo.Data;
using Zhibo.Feeds.Sources;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Feeds.Syndication;

/// <summary>The newest public posts of something, ready to be written in any format.</summary>
internal sealed class ReadFeed(Exhibits exhibits, Db db, Settings settings, SiteFace face, HtmlEncoder encoder)
{
    private const int Newest = 20;
    private const int LongestTitle = 40;

    /// <param name="Kind">As in <see cref="FeedSource.Kind"/>.</param>
    /// <param name="Name">Empty where the kind has only one.</param>
    /// <param name="Site">Address of the site, no slash at the end.</param>
    public sealed record Input(string Kind, string Name, string Site);

    public async Task<Feed> Run(Input input, CancellationToken ct)
    {
        var subject = await exhibits.Subject(input.Kind, input.Name, ct) ?? throw new Refusal(RefusalKind.NotFound, "feeds.not_found");
        var words = Words.For(settings.Site.Language);
        var ids = await subject.Newest(Newest, ct);
        var pictures = await PostPictures.Load(db, ids, ct);
        var html = new EntryHtml(input.Site, words, encoder);
        // Asked once more here: what a later source forgets to leave out must not get out.
        List<FeedEntry> entries = [.. from id in ids where pictures.TryGetValue(id, out var p) && p.Post.IsForEverybody() select Entry(pictures[id], input.Site, html, words)];
        return new(Title(subject), EntryHtml.Sound(About(subject, words)), input.Site + subject.Path, words.Language, entries.Count == 0 ? subject.Since : entries.Max(e => e.Updated))
        {
            Self = format => input.Site + subject.FeedPath(format.Extension()),
            Icon = subject.Account is { } account ? Absolute(input.Site, AccountPictures.AvatarUrl(account)) : null,
            Entries = entries,
        };
    }

    private string Title(FeedSubject subject) =>
        EntryHtml.Sound(subject.Title == face.Name ? face.Name : $"{subject.Title} · {face.Name}");

    private static string About(FeedSubject subject, Words words) => subject.About.Length > 0 ? subject.About : words["feeds.about", subject.Title];

    private static string Absolute(string site, string address) => address.StartsWith('/') ? site + address : address;

    private static FeedEntry Entry(PostPicture picture, string site, EntryHtml html, Words words)
    {
        var post = picture.Post;
        var title = EntryHtml.Sound(PostHtml.Plain(PostViews.Said(picture), LongestTitle));
        var id = post.Id.ToString(CultureInfo.InvariantCulture);
        return new($"{site}/posts/{id}", $"{site}/@{picture.Author.Handle}/{id}", title.Length > 0 ? title : words["posts.by", picture.Author.Nickname], html.Of(picture))
        {
            Published = post.CreatedAt,
            Updated = post.EditedAt ?? post.CreatedAt,
            Author = EntryHtml.Sound(picture.Author.Nickname),
            AuthorUrl = $"{site}/@{picture.Author.Handle}",
            Topics = [.. PostViews.Tokens(picture).Where(t => t.Kind == TokenKind.Topic).Select(t => EntryHtml.Sound(TopicName.Display(t.Value))).DistinctBy(TopicName.Key)],
            Language = post.Language,
        };
    }
}
