using Microsoft.AspNetCore.Http.Features;

namespace Zhibo.Shared.Http;

/// <summary>The address as it was sent. The server decodes all of a path but <c>%2F</c>, so that behind a decoded path
/// nobody can tell the name <c>a/b</c> from the name <c>a%2Fb</c>.</summary>
public static class RawPath
{
    /// <summary>A part of the path between two slashes, decoded once; the first is 1.</summary>
    /// <param name="routed">What routing found, for a request that was not sent in the usual form.</param>
    public static string Segment(HttpContext http, int number, string routed)
    {
        var target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "";
        if (!target.StartsWith('/')) return routed;
        var parts = target.Split('?')[0].Split('/');
        return number < parts.Length ? Uri.UnescapeDataString(parts[number]) : routed;
    }

    /// <summary>The name of a file in the path without its ending.</summary>
    public static string File(HttpContext http, int number, string routed) =>
        Segment(http, number, routed) is var name && name.LastIndexOf('.') is var dot and > 0 ? name[..dot] : routed;
}
