using System.Globalization;
using Zhibo.Data;
using Zhibo.Shared.Text;

namespace Zhibo.Shared.Http;

/// <summary>The reader's language; wired by whoever knows the reader.</summary>
public delegate Words WordsOf(HttpContext http);

/// <summary>Writes the page that says no; wired by whoever has pages.</summary>
/// <param name="http">Status and headers are set already.</param>
/// <param name="failure">What went wrong.</param>
/// <param name="message">The particular sentence in the reader's language, if there is one.</param>
public delegate Task WriteErrorPage(HttpContext http, Failure failure, string? message);

/// <summary>The one place where a refusal becomes an answer: problem details, Mastodon's {error} or a page, by the
/// door that was knocked at. What nobody foresaw is logged once, with the request's number, and says nothing.</summary>
internal sealed class Refusals(RequestDelegate next, Engine engine, FailureFaces faces, Telemetry telemetry, ILogger<Refusals> log)
{
    public async Task InvokeAsync(HttpContext http)
    {
        try
        {
            await next(http);
        }
        catch (Exception e) when (http.RequestAborted.IsCancellationRequested && e is OperationCanceledException or IOException)
        {
            return;
        }
        catch (Exception e)
        {
            var failure = Failure.From(e, http.Request, engine) ?? Unforeseen(http, e);
            if (http.Response.HasStarted) http.Abort();
            else await Answer(http, failure);
            return;
        }
        var response = http.Response;
        if (response.StatusCode >= 400 && !response.HasStarted && response.ContentLength is null && response.ContentType is null)
            await Answer(http, new Failure(response.StatusCode));
    }

    private Failure Unforeseen(HttpContext http, Exception e)
    {
        log.LogError("Request {RequestId} {Method} {Route} failed: {Trace}",
            http.TraceIdentifier, http.Request.Method, (http.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText, ExceptionText.Of(e));
        return new Failure(500);
    }

    private async Task Answer(HttpContext http, Failure failure)
    {
        telemetry.Refused.Add(1, new KeyValuePair<string, object?>("status", failure.Status));
        var allow = http.Response.Headers.Allow;
        http.Response.Clear();
        SecurityHeaders.Put(http);
        if (allow.Count > 0) http.Response.Headers.Allow = allow;
        http.Response.StatusCode = failure.Status;
        http.Response.Headers.CacheControl = "no-store";
        if (failure.RetryAfter is { } wait)
            http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        else if (failure.Status is 503)
            http.Response.Headers.RetryAfter = "5";
        await faces.Write(http, failure);
    }
}
