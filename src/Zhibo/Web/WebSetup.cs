using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Zhibo.Shared;
using Zhibo.Shared.Facts;

namespace Zhibo.Web;

public static class WebSetup
{
    public static IServiceCollection AddWeb(this IServiceCollection services)
    {
        // The default encoder writes every Han character as a number.
        services.Replace(ServiceDescriptor.Singleton(HtmlEncoder.Create(UnicodeRanges.All)));
        services.AddSingleton<SiteFace>().AddSingleton<PageWriter>().AddSingleton<PageCache>().AddSingleton(typeof(HeadParts<>));
        services.Watch<SiteSettingsChanged, PageWriter>();
        services.AddSingleton(_ => Assets.Load());
        services.AddSingleton(new NavItem("home", "/", "home", 10, Bottom: true));
        services.AddSingleton(new NavItem("following", "/home", "followers", 20));
        services.AddSingleton(new NavItem("topics", "/topics", "topic", 30, Bottom: true));
        services.AddSingleton(new NavItem("notices", "/notices", "notice", 80, Bottom: true));
        services.AddSingleton(new NavItem("me", "/me", "me", 90, Bottom: true));
        services.AddSingleton(new NavItem("settings", "/settings", "settings", 95));
        return services;
    }

    public static IEndpointRouteBuilder MapWeb(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/assets/{name}", [HttpMethods.Get, HttpMethods.Head], (string name, HttpContext http, Assets assets) => assets.Send(http, name));
        routes.MapMethods("/sw.js", [HttpMethods.Get, HttpMethods.Head], (HttpContext http, Assets assets) => assets.SendWorker(http));
        routes.MapMethods("/manifest.webmanifest", [HttpMethods.Get, HttpMethods.Head], Manifest);
        routes.MapPost("/display", (Delegate)SetDisplay).DisableAntiforgery();
        return routes;
    }

    /// <summary>For those who lay the site on the home screen of their phone: some phones tell nothing before that.</summary>
    private static IResult Manifest(SiteFace site, Assets assets) => Results.Json(new Dictionary<string, object>
    {
        ["name"] = site.Name,
        ["short_name"] = site.Name,
        ["start_url"] = "/",
        ["scope"] = "/",
        ["display"] = "standalone",
        ["background_color"] = "#f7f5f0",
        ["theme_color"] = "#f7f5f0",
        ["icons"] = new[] { new Dictionary<string, string> { ["src"] = assets.Url("mark.svg"), ["sizes"] = "any", ["type"] = "image/svg+xml" } },
    }, contentType: "application/manifest+json");

    private static async Task<IResult> SetDisplay(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return Results.BadRequest();
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        Display.Keep(http, form["language"], form["theme"], form["large"]);
        return Results.LocalRedirect(LocalPath.Or(form["back"], "/"));
    }
}
