using System.Text.Encodings.Web;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Profiles;
using Zhibo.Data;
using Zhibo.Feeds.Sources;
using Zhibo.Halls;
using Zhibo.Halls.Members;
using Zhibo.Media;
using Zhibo.Posts;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared.Text;

namespace Zhibo.Feeds.Heads;

/// <summary>What the pages of accounts, posts, topics and halls say in their heads to programs.</summary>
internal sealed class PageHeads(IDbContextFactory<Db> contexts, LinkedAccounts accounts, HallFeeds halls, HallBook book, HallMembers members, HtmlEncoder encoder)
{
    private const int LongestAbout = 150;
    private const int LongestTitle = 40;

    /// <summary>A list of more helps nobody; the directory has them all.</summary>
    private const int MostListed = 50;

    public async ValueTask<string?> OfAccount(Account account, string language, string site, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var subject = AccountFeeds.Of(account, db);
        return new Tags(encoder, site)
            .Preview("profile", account.Nickname, subject.About, subject.Path, AccountPictures.AvatarUrl(account))
            .Property("profile:username", account.Handle)
            .Feeds(subject)
            .OEmbed(subject.Path, account.Nickname)
            .Data(await accounts.Whole(account, site, ct))
            .ToString();
    }

    public ValueTask<string?> OfPost(PostPicture picture, string language, string site, CancellationToken ct)
    {
        var post = picture.Post;
        if (post.DeletedAt is not null || post.Visibility > Visibility.Unlisted) return default;
        var view = PostViews.Of(picture);
        var title = $"{picture.Author.Nickname}: {PostHtml.Plain(PostViews.Said(picture), LongestTitle)}";
        return new(new Tags(encoder, site)
            .Preview("article", title, PostHtml.Plain(PostViews.Said(picture), LongestAbout), view.Url, Shown(picture) ?? AccountPictures.AvatarUrl(picture.Author))
            .Property("twitter:card", Shown(picture) is null ? "summary" : "summary_large_image")
            .Property("article:published_time", post.CreatedAt.ToString("O"))
            .OEmbed(view.Url, title)
            .Data(LinkedPost(picture, site))
            .ToString());
    }

    /// <summary>What is folded behind a warning is not put into other people's chats.</summary>
    private static string? Shown(PostPicture picture) =>
        picture.Post.Warning is null && picture.Media.FirstOrDefault(m => m.Width > 0) is { } file ? MediaPath.Of(file, Sizes.Middle, ".jpg") : null;

    public async ValueTask<string?> OfTopic(Topic topic, string language, string site, CancellationToken ct)
    {
        await using var db = await contexts.CreateDbContextAsync(ct);
        var subject = TopicFeeds.Of(topic, db);
        var about = Words.For(language)["feeds.about", subject.Title];
        return new Tags(encoder, site).Preview("website", subject.Title, about, subject.Path).Feeds(subject).OEmbed(subject.Path, subject.Title).ToString();
    }

    public async ValueTask<string?> OfHall(Hall hall, string language, string site, CancellationToken ct)
    {
        if (book.Now.BySlug(hall.Slug) is not { } entry) return null;
        var subject = halls.Of(entry);
        return new Tags(encoder, site)
            .Preview("website", hall.Name, subject.About, subject.Path)
            .Feeds(subject)
            .OEmbed(subject.Path, hall.Name)
            .Data(await LinkedHall(entry, subject, site, ct))
            .ToString();
    }

    private static JsonObject LinkedPost(PostPicture picture, string site)
    {
        var (post, view) = (picture.Post, PostViews.Of(picture));
        var data = new JsonObject
        {
            ["@type"] = "SocialMediaPosting",
            ["url"] = site + view.Url,
            ["author"] = LinkedAccounts.Brief(picture.Author, site),
            ["headline"] = PostHtml.Plain(PostViews.Said(picture), LongestTitle),
            ["articleBody"] = Bidi.Strip(post.Text),
            ["datePublished"] = post.CreatedAt,
            ["interactionStatistic"] = new JsonArray(LinkedAccounts.Counter("LikeAction", post.LikesCount), LinkedAccounts.Counter("CommentAction", post.CommentsCount), LinkedAccounts.Counter("ShareAction", post.RepostsCount)),
        };
        if (post.EditedAt is { } edited) data["dateModified"] = edited;
        if (post.Language is { } written) data["inLanguage"] = written;
        if (PostViews.Tokens(picture).Where(t => t.Kind == TokenKind.Topic).Select(t => TopicName.Display(t.Value)).DistinctBy(TopicName.Key).ToList() is { Count: > 0 } topics)
            data["keywords"] = new JsonArray([.. topics.Select(t => JsonValue.Create(t))]);
        if (picture.Media.Any(m => m.Width > 0)) data["image"] = new JsonArray([.. picture.Media.Where(m => m.Width > 0).Select(m => JsonValue.Create(site + MediaPath.Of(m, Sizes.Full, ".jpg")))]);
        if (view.Quote is { Original: { Deleted: false } original })
            data["sharedContent"] = new JsonObject { ["@type"] = "SocialMediaPosting", ["url"] = site + original.Url };
        return LinkedAccounts.InContext(data);
    }

    private async Task<JsonObject> LinkedHall(HallEntry entry, FeedSubject subject, string site, CancellationToken ct)
    {
        var (hall, belonging) = (entry.Hall, members.Of(entry));
        await using var db = await contexts.CreateDbContextAsync(ct);
        var data = new JsonObject
        {
            ["@type"] = "CollectionPage",
            ["name"] = Bidi.Strip(hall.Name),
            ["url"] = site + subject.Path,
            ["mainEntity"] = new JsonObject
            {
                ["@type"] = "ItemList",
                ["numberOfItems"] = belonging.Count,
                ["itemListElement"] = new JsonArray([.. belonging.Ordered.Take(MostListed).Select(a => LinkedAccounts.Brief(a, site))]),
            },
        };
        if (subject.About.Length > 0) data["description"] = subject.About;
        if (hall.RegionCode is { } region && await LinkedAccounts.Area(region, db, ct) is { } area) data["about"] = area;
        return LinkedAccounts.InContext(data);
    }
}
