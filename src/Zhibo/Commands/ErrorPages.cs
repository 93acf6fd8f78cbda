using Zhibo.Accounts;
using Zhibo.Shared.Http;
using Zhibo.Web;

namespace Zhibo.Commands;

/// <summary>The page face of a failure: the error page of Web, in the language of the reader that Accounts knows.</summary>
internal static class ErrorPages
{
    public static Task Write(HttpContext http, Failure failure, string? message)
    {
        var words = http.Words();
        var caller = http.Caller();
        var display = Display.Of(http, caller?.Theme, caller?.LargePrint ?? false);
        var head = new PageHead(words[failure.StatusWord])
        {
            Language = words.Language,
            Theme = display.Theme,
            LargePrint = display.LargePrint,
            Robots = "noindex",
            Path = Back(http),
            // Without asking how many notices wait: the database may be what failed.
            Viewer = caller is null ? null : new(caller.Handle, caller.Nickname, caller.AvatarUrl, 0),
        };
        return http.RequestServices.GetRequiredService<PageWriter>().Page<ErrorPage>(http, head, new Dictionary<string, object?>
        {
            [nameof(ErrorPage.Status)] = failure.Status,
            [nameof(ErrorPage.Message)] = message,
            [nameof(ErrorPage.RequestId)] = http.TraceIdentifier,
            [nameof(ErrorPage.Back)] = Back(http),
        }, failure.Status);
    }

    /// <summary>The page itself; after a form the page it stood on.</summary>
    private static string Back(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method)) return LocalPath.Or(http.Request.Path + http.Request.QueryString, "/");
        return Uri.TryCreate(http.Request.Headers.Referer, UriKind.Absolute, out var from) && from.Authority == http.Request.Host.Value
            ? LocalPath.Or(from.PathAndQuery, "/")
            : "/";
    }
}
