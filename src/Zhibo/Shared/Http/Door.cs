namespace Zhibo.Shared.Http;

/// <summary>How an address speaks when it must say no.</summary>
public enum Door
{
    Page,
    Mastodon,
    Json,
}

public static class Doors
{
    /// <summary>Put it on a route group: <c>routes.MapGroup("/api/v1").WithDoor(Door.Mastodon)</c>.</summary>
    public static TBuilder WithDoor<TBuilder>(this TBuilder routes, Door door)
        where TBuilder : IEndpointConventionBuilder =>
        routes.WithMetadata(new DoorMark(door));

    /// <summary>Doors that programs of other sites may knock at from inside a browser.</summary>
    internal static bool IsOpen(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/oauth");

    /// <summary>By the endpoint's mark; by the address where no endpoint was reached (404, 405, a body too large).</summary>
    internal static Door Door(this HttpContext http)
    {
        var door = http.GetEndpoint()?.Metadata.GetMetadata<DoorMark>()?.Door ?? ByPath(http.Request.Path);
        return door == Http.Door.Page && WantsJson(http.Request) ? Http.Door.Json : door;
    }

    private static Door ByPath(PathString path) =>
        path.StartsWithSegments("/api/zhibo") || path.StartsWithSegments("/healthz") || path.StartsWithSegments("/openapi") ? Http.Door.Json
        : path.StartsWithSegments("/api") || path.StartsWithSegments("/oauth") ? Http.Door.Mastodon
        : Http.Door.Page;

    /// <summary>A script of our own pages posts a form and reads the answer itself.</summary>
    private static bool WantsJson(HttpRequest request)
    {
        var accept = request.Headers.Accept.ToString();
        return accept.Contains("application/json", StringComparison.OrdinalIgnoreCase)
            && !accept.Contains("text/html", StringComparison.OrdinalIgnoreCase);
    }

    private sealed record DoorMark(Door Door);
}
