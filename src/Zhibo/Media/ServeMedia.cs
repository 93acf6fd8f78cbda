using Microsoft.Extensions.Primitives;
using Zhibo.Media.Storing;
using Zhibo.Shared;

namespace Zhibo.Media;

/// <summary>
/// Hands out files: to anybody who knows their address, without looking at a cookie or setting one, for caches to keep for
/// ever. What was sent by people is data: it runs nothing and is taken for nothing else.
/// </summary>
internal sealed class ServeMedia(RequestDelegate next, MediaStore store)
{
    private static readonly StringValues
        ForEver = "public, max-age=31536000, immutable",
        NotLong = "public, max-age=60",
        NothingRuns = "default-src 'none'; sandbox",
        Anybody = "*",
        CrossOrigin = "cross-origin";

    public Task Invoke(HttpContext http)
    {
        var path = http.Request.Path.Value!;
        if (!path.StartsWith(MediaPath.Root + "/", StringComparison.Ordinal) || !(HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method))) return next(http);
        var rest = path.AsSpan(MediaPath.Root.Length + 1);
        if (rest.Length <= MediaPath.HashLength || rest[MediaPath.HashLength] != '/' || !MediaPath.IsHash(rest[..MediaPath.HashLength])) return next(http);
        var name = rest[(MediaPath.HashLength + 1)..].ToString();
        return MediaPath.IsName(name) ? Serve(http, rest[..MediaPath.HashLength].ToString(), name) : next(http);
    }

    private async Task Serve(HttpContext http, string hash, string name)
    {
        var (found, keep) = (await store.Read(hash, name, http.Request, http.RequestAborted), ForEver);
        foreach (var other in found is null ? Instead(name) : [])
        {
            (found, keep) = (await store.Read(hash, other, http.Request, http.RequestAborted), NotLong);
            if (found is not null) break;
        }
        if (found is null) throw new Refusal(RefusalKind.NotFound, "media.not_found");
        var headers = http.Response.Headers;
        headers.CacheControl = keep;
        headers.ContentSecurityPolicy = NothingRuns;
        headers.AccessControlAllowOrigin = Anybody;
        headers["Cross-Origin-Resource-Policy"] = CrossOrigin;
        await found.ExecuteAsync(http);
    }

    /// <summary>The larger files follow the first ones after a moment; who comes in between, or asks for a size the picture
    /// never had, gets the next best.</summary>
    private static string[] Instead(string name) => name switch
    {
        "full.webp" => ["full.jpg"],
        "1280.jpg" => ["1280.webp", "full.jpg"],
        "640.jpg" => ["640.webp", "full.jpg"],
        "1280.webp" or "640.webp" or "moving.webp" => ["full.jpg"],
        _ => [],
    };
}
