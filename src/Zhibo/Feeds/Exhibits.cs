using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Feeds.Sources;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds;

/// <summary>Something that can be shown elsewhere: a post, or whatever has a feed.</summary>
/// <param name="Kind">posts, or as in <see cref="FeedSource.Kind"/>.</param>
/// <param name="Name">The id of a post, or as in <see cref="FeedSubject.Name"/>.</param>
/// <param name="Title">What people call it.</param>
/// <param name="Path">Local address of its page.</param>
internal sealed record Exhibit(string Kind, string Name, string Title, string Path)
{
    /// <summary>The account itself, or who wrote the post.</summary>
    public Account? Account { get; init; }

    public PostPicture? Post { get; init; }

    public FeedSubject? Subject { get; init; }

    public string EmbedPath => $"/embed/{Kind}/{Uri.EscapeDataString(Name)}";

    public string QrPath(string format) => $"/qr/{Kind}/{Uri.EscapeDataString(Name)}.{format}";
}

/// <summary>Finds what strangers may see; of everything else it knows nothing, so that nobody can ask whether it exists.</summary>
internal sealed class Exhibits(IEnumerable<FeedSource> sources, Db db, PostShown posts)
{
    public const string PostKind = "posts";
    private const int LongestAddress = 1000;
    private const int LongestTitle = 40;

    public async Task<FeedSubject?> Subject(string kind, string name, CancellationToken ct) =>
        sources.FirstOrDefault(s => s.Kind == kind) is { } source ? await source.Find(db, name, ct) : null;

    public async Task<Exhibit?> Find(string kind, string name, CancellationToken ct)
    {
        if (kind == PostKind) return await Post(name, ct);
        // What has no name of its own is a page of the site, not a thing.
        return await Subject(kind, name, ct) is { Name.Length: > 0 } found ? new(kind, found.Name, found.Title, found.Path) { Account = found.Account, Subject = found } : null;
    }

    /// <summary>The thing whose page has this address: a path, or an address of this site.</summary>
    /// <param name="address">From anybody.</param>
    /// <param name="site">The site as its reader sees it: https://deyang.example.</param>
    public async Task<Exhibit?> At(string address, string site, CancellationToken ct)
    {
        if (LocalPart(address.Trim(), new Uri(site)) is not { } page) return null;
        var path = page.AbsolutePath;
        if (PagePath.After(path, "/posts/") is { } id) return await Post(id, ct);
        // A document is shown elsewhere as the post that carries it.
        if (PagePath.After(path, "/documents/") is { } paper) return await Carrier(paper, ct);
        if (path.Split('/') is ["", ['@', ..], var number] && await Post(number, ct) is { } post) return post;
        foreach (var source in sources)
            if (source.NameIn(page) is { } name && await Find(source.Kind, name, ct) is { } found) return found;
        return null;
    }

    private static Uri? LocalPart(string address, Uri site)
    {
        if (address.Length is 0 or > LongestAddress || address.Any(char.IsControl)) return null;
        if (address.StartsWith('/')) address = site.GetLeftPart(UriPartial.Authority) + address;
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.UserInfo.Length > 0) return null;
        // A proxy in front may speak https where we hear http.
        return string.Equals(uri.Authority, site.Authority, StringComparison.OrdinalIgnoreCase) ? uri : null;
    }

    private async Task<Exhibit?> Carrier(string id, CancellationToken ct) =>
        long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && await db.Posts.Where(p => p.DocumentId == number).Select(p => (long?)p.Id).FirstOrDefaultAsync(ct) is { } post
            ? await Post(post.ToString(CultureInfo.InvariantCulture), ct) : null;

    private async Task<Exhibit?> Post(string id, CancellationToken ct)
    {
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || await posts.Peek(Reader.Stranger, number, ct) is not { } picture) return null;
        var view = PostViews.Of(picture);
        if (view.Deleted) return null;
        var author = picture.Subject.Author;
        return new(PostKind, view.Id.ToString(CultureInfo.InvariantCulture), $"{author.Nickname}: {PostHtml.Plain(PostViews.Said(picture.Subject), LongestTitle)}", view.Url)
        {
            Account = author,
            Post = picture,
        };
    }
}
