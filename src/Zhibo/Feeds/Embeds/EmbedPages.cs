using System.Text;
using Zhibo.Accounts;
using Zhibo.Data;
using Zhibo.Feeds.Sources;
using Zhibo.Posts.Pages;
using Zhibo.Posts.Reading;
using Zhibo.Shared;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Feeds.Embeds;

/// <summary>The inside of a frame on another site's page: the same for everybody, without script, form or cookie.</summary>
internal sealed class EmbedPages(Exhibits exhibits, Db db, PageWriter pages, Assets assets, Settings settings, PageFrame frame)
{
    private const int Newest = 10;

    // The one place that others may frame: there is nothing in it that a click could be stolen for.
    private const string ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors *; base-uri 'none'";

    public async Task<IResult> Show(HttpContext http, string kind, string name, string? theme, string? lang, CancellationToken ct)
    {
        var language = Words.Languages.FirstOrDefault(known => known == lang) ?? settings.Site.Language;
        var exhibit = await exhibits.Find(kind, name, ct);
        var blank = new EmbedView(exhibit?.Title ?? Words.For(language)["feeds.embed.gone"], assets.Url("embed.css"), EmbedThemes.Of(theme)) { Url = frame.SiteUrl(http) + (exhibit?.Path ?? "/") };
        var html = await pages.Render<EmbedPage>(language, new Dictionary<string, object?> { [nameof(EmbedPage.View)] = exhibit is null ? blank : await Filled(blank, exhibit, ct) });
        http.ForEverybody(OpenAnswers.Short);
        http.Response.Headers.ContentSecurityPolicy = ContentSecurity;
        const string Type = "text/html; charset=utf-8";
        return exhibit is null ? Results.Content(html, Type, Encoding.UTF8, StatusCodes.Status404NotFound) : OpenAnswers.Of(Encoding.UTF8.GetBytes(html), Type);
    }

    private async Task<EmbedView> Filled(EmbedView view, Exhibit exhibit, CancellationToken ct)
    {
        if (exhibit.Post is { } post) return view with { Post = PostViews.Of(post) };
        var ids = await exhibit.Subject!.Newest(Newest, ct);
        var pictures = await PostPictures.Load(db, ids, ct);
        return view with
        {
            Heading = exhibit.Title,
            Who = exhibit.Account is { } account ? PostViews.Author(account) : null,
            Frozen = exhibit.Account?.FrozenAt is not null,
            About = exhibit.Subject.About,
            Newest = [.. from id in ids where pictures.TryGetValue(id, out var p) && p.Post.IsForEverybody() select PostViews.Of(pictures[id])],
        };
    }
}

/// <summary>Which colours an embed wears.</summary>
internal static class EmbedThemes
{
    public static readonly IReadOnlyList<string> All = ["auto", "light", "dark"];

    /// <summary>As asked; else the reader's system decides.</summary>
    public static string Of(string? asked) => All.FirstOrDefault(known => known == asked) ?? All[0];
}
