using System.Text;
using Zhibo.Accounts;
using Zhibo.Shared;
using Zhibo.Shared.Http;

namespace Zhibo.Feeds.Codes;

/// <summary>QR codes that lead to pages of this site, and cards to print them on.</summary>
internal static class QrRoutes
{
    public static void MapCodes(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/qr/{kind}/{name}.{format}", Draw);
        routes.MapGet("/qr/accounts/{handle}/card", (HttpContext http, string handle, string? form, CardPages cards, CancellationToken ct) => cards.Show(http, handle, form, ct)).WithDoor(Door.Page);
    }

    private static async Task<IResult> Draw(HttpContext http, string kind, string name, string format, int? size, string? level, Exhibits exhibits, PageFrame frame, CancellationToken ct)
    {
        if (format is not ("png" or "svg") || await exhibits.Find(kind, RawPath.File(http, 3, name), ct) is not { } exhibit) throw new Refusal(RefusalKind.NotFound, "feeds.no_code");
        var (address, sturdy, edge) = (frame.SiteUrl(http) + exhibit.Path, level != "m", size ?? QrDrawing.UsualSize);
        http.ForEverybody(OpenAnswers.Day);
        return format == "png"
            ? OpenAnswers.Of(QrDrawing.Png(address, sturdy, edge), "image/png")
            : OpenAnswers.Of(Encoding.UTF8.GetBytes(QrDrawing.Svg(address, sturdy, edge)), "image/svg+xml; charset=utf-8");
    }
}
