using System.Globalization;
using System.Text;

namespace Zhibo.Accounts.Profiles;

internal static class PictureRoutes
{
    public static void MapPictures(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/avatars/{handle}.svg", (HttpContext http, string handle, FindAccount find, CancellationToken ct) => Send(http, handle, find, AvatarDrawing.Svg, ct));
        routes.MapGet("/banners/{handle}.svg", (HttpContext http, string handle, FindAccount find, CancellationToken ct) => Send(http, handle, find, BannerDrawing.Svg, ct));
    }

    private static async Task<IResult> Send(HttpContext http, string handle, FindAccount find, Func<Account, string> draw, CancellationToken ct)
    {
        if (await find.Run(handle, ct) is not { } account || account.Handle != handle) return Results.NotFound();
        var current = http.Request.Query["v"].ToString() == account.Version.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers.CacheControl = current ? "public, max-age=31536000, immutable" : "public, max-age=300";
        // Shown on other sites' pages too.
        http.Response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        return Results.Bytes(Encoding.UTF8.GetBytes(draw(account)), "image/svg+xml; charset=utf-8");
    }
}
