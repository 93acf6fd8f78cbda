namespace Zhibo.Shared.Http;

/// <summary>HEAD is GET without the body: answered by the same endpoints, so that link checkers and monitors see what readers see.</summary>
internal sealed class HeadAsGet(RequestDelegate next)
{
    public async Task Invoke(HttpContext http)
    {
        // An event stream has no end to wait for.
        if (!HttpMethods.IsHead(http.Request.Method) || http.Request.Path == "/events")
        {
            await next(http);
            return;
        }
        var body = http.Response.Body;
        http.Request.Method = HttpMethods.Get;
        http.Response.Body = Stream.Null;
        try
        {
            await next(http);
        }
        finally
        {
            http.Request.Method = HttpMethods.Head;
            http.Response.Body = body;
        }
    }
}
