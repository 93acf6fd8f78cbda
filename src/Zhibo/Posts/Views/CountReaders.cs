using System.Globalization;
using Zhibo.Accounts;

namespace Zhibo.Posts.Views;

/// <summary>Marks the page of a post: whoever is shown it has read it, with script or without.</summary>
internal sealed class CountsReaders;

/// <summary>Counts the reader of a page that was answered, also from memory.</summary>
internal sealed class CountReaders(RequestDelegate next, ViewLedger ledger)
{
    public Task Invoke(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<CountsReaders>() is not null && HttpMethods.IsGet(http.Request.Method)) http.Response.OnStarting(Count, http);
        return next(http);
    }

    /// <summary>Before the first byte leaves: whoever has the page is counted.</summary>
    private Task Count(object state)
    {
        var http = (HttpContext)state;
        var route = http.Request.RouteValues;
        if (http.Response.StatusCode == StatusCodes.Status200OK && long.TryParse(route["id"] as string, CultureInfo.InvariantCulture, out var id)
            && http.Caller()?.Handle != route["handle"] as string && ViewReader.Of(http) is { } reader) ledger.Note(id, reader);
        return Task.CompletedTask;
    }
}
