using System.Text.Encodings.Web;
using Zhibo.Accounts;
using Zhibo.Feeds.Codes;
using Zhibo.Feeds.Sources;
using Zhibo.Feeds.Syndication;
using Zhibo.Shared.Http;
using Zhibo.Web;

namespace Zhibo.Feeds.Embeds;

/// <summary>Frames for other sites, and what their editors and authors need to use them.</summary>
internal static class EmbedRoutes
{
    public static void MapEmbeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/embed/{kind}/{name}", (HttpContext http, string kind, string name, string? theme, string? lang, EmbedPages pages, CancellationToken ct) =>
        {
            SearchFeeds.Count(http, kind);
            return pages.Show(http, kind, RawPath.Segment(http, 3, name), theme, lang, ct);
        });
        routes.MapGet("/oembed", (HttpContext http, string url, string? format, int? maxwidth, int? maxheight, OEmbed oembed, CancellationToken ct) => oembed.Answer(http, url, format, maxwidth, maxheight, ct)).WithDoor(Door.Json);
        routes.MapGet("/embed", Share).WithDoor(Door.Page);
    }

    private static async Task<IResult> Share(HttpContext http, string? url, string? theme, Exhibits exhibits, PageFrame frame, HtmlEncoder encoder, CancellationToken ct)
    {
        var words = http.Words();
        var view = new ShareView(frame.SiteUrl(http), url ?? "", EmbedThemes.Of(theme));
        if (view.Address.Length > 0)
        {
            var exhibit = await exhibits.At(view.Address, view.Site, ct);
            view = view with { Found = exhibit is null ? null : Thing(exhibit, view, encoder), Error = exhibit is null ? words["feeds.share.not_found"] : null };
        }
        var head = await frame.Head(http, words["feeds.share"]);
        return Page.Of<SharePage>(head with { Robots = "noindex" }, new Dictionary<string, object?> { [nameof(SharePage.View)] = view },
            view.Error is null ? StatusCodes.Status200OK : StatusCodes.Status404NotFound);
    }

    private static SharedThing Thing(Exhibit exhibit, ShareView view, HtmlEncoder encoder)
    {
        var path = exhibit.EmbedPath + (view.Theme == EmbedThemes.All[0] ? "" : "?theme=" + view.Theme);
        var tag = EmbedFrame.Tag(view.Site + path, exhibit.Title, EmbedFrame.UsualWidth, EmbedFrame.Height(exhibit, EmbedFrame.UsualWidth), encoder);
        return new(exhibit.Title, exhibit.Path, tag, path)
        {
            Qr = exhibit.QrPath,
            CardPath = exhibit.Kind == AccountFeeds.Kind ? CardPages.PathOf(exhibit.Name) : null,
            Feeds = exhibit.Subject is { } subject ? [.. Enum.GetValues<FeedFormat>().Select(f => (f.Label(), subject.FeedPath(f.Extension())))] : [],
        };
    }
}
