using Zhibo.Accounts;
using Zhibo.Shared.Text;
using Zhibo.Web;

namespace Zhibo.Halls.Pages;

/// <summary>What pages of a hall tell their frame: title, theme, and what modules above put there.</summary>
public sealed class HallHeads(PageFrame frame, HeadParts<Hall> parts, HeadParts<HallColumn> columnParts)
{
    public async ValueTask<PageHead> Of(HttpContext http, HallEntry entry, string title, string active)
    {
        var site = frame.SiteUrl(http);
        var head = await frame.Head(http, title, active);
        return head with
        {
            Description = entry.Hall.Intro.Length == 0 ? null : PostHtml.Plain(entry.Hall.Intro, 150),
            Canonical = site + entry.Home,
            ExtraHtml = ThemeLink(entry.Hall) + await parts.Html(entry.Hall, head.Language, site, http.RequestAborted),
        };
    }

    public async ValueTask<PageHead> Of(HttpContext http, HallColumn column, string active)
    {
        var site = frame.SiteUrl(http);
        var head = await frame.Head(http, Bidi.Strip($"{column.Name} · {column.Hall.Name}"), active);
        return head with
        {
            Canonical = site + column.Path,
            ExtraHtml = ThemeLink(column.Hall) + await columnParts.Html(column, head.Language, site, http.RequestAborted),
        };
    }

    /// <summary>The address changes with the colour, so that the sheet can be kept for ever.</summary>
    public static string? ThemeLink(Hall hall) =>
        hall.Colour is null ? null : $"<link rel=\"stylesheet\" href=\"/halls/{hall.Slug}/theme.css?v={hall.Colour[1..]}\">";

    public static string ThemeSheet(HallColours colours)
    {
        var light = $"--hall:{colours.Light};--on-hall:{colours.OnLight}";
        var dark = $"--hall:{colours.Dark};--on-hall:{colours.OnDark}";
        return $":root{{{light}}}\n@media (prefers-color-scheme:dark){{:root:not([data-theme=\"light\"]){{{dark}}}}}\n:root[data-theme=\"dark\"]{{{dark}}}\n";
    }
}
