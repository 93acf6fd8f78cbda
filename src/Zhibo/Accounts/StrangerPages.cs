using Zhibo.Web;

namespace Zhibo.Accounts;

/// <summary>Serves a stranger the page that the last stranger saw, as long as nothing has changed.</summary>
internal sealed class StrangerPages(RequestDelegate next, PageCache cache)
{
    private const int LongestKey = 300;

    public Task Invoke(HttpContext http)
    {
        if (!HttpMethods.IsGet(http.Request.Method) || http.Caller() is not null || KeyOf(http) is not { } key) return next(http);
        var page = cache.Find(key);
        if (!page.IsEmpty) return Send(http, page);
        cache.Wish(http, key);
        return next(http);
    }

    private static string? KeyOf(HttpContext http)
    {
        var request = http.Request;
        if (http.GetEndpoint()?.Metadata.GetMetadata<SameForStrangers>() is not { } same || request.Headers.ContainsKey("X-Fragment")) return null;
        if (request.QueryString.HasValue && !same.Takes(request.Query)) return null;
        var display = Display.Of(http);
        // A hall may have a host of its own, and addresses in a page begin with the host it was asked of.
        var key = $"{http.Language()} {display.Theme} {display.LargePrint} {request.Host.Value}{request.Path.Value}{request.QueryString.Value}";
        return key.Length <= LongestKey ? key : null;
    }

    private static async Task Send(HttpContext http, ReadOnlyMemory<byte> page)
    {
        http.Response.ContentType = "text/html; charset=utf-8";
        http.Response.ContentLength = page.Length;
        await http.Response.BodyWriter.WriteAsync(page, http.RequestAborted);
    }
}
