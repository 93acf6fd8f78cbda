using Zhibo.Shared;

namespace Zhibo.Accounts;

/// <summary>Refuses what another site makes a browser send (docs/decisions/0005): no tokens in forms, so every page can be
/// cached and works however long it was open.</summary>
internal sealed class SameOrigin(RequestDelegate next)
{
    private enum Evidence
    {
        None,
        Own,
        Foreign,
    }

    public Task Invoke(HttpContext context)
    {
        var request = context.Request;
        if (IsSafe(request.Method) || context.Caller()?.TokenId is not null) return next(context);
        var signedIn = context.Caller() is not null;
        return Judge(request) switch
        {
            Evidence.Own => next(context),
            // Not a browser, and no cookie that could be abused.
            Evidence.None when !signedIn => next(context),
            // Programs in browsers may call the open doors, which look at no cookie of ours then.
            Evidence.Foreign when !signedIn && IsProgramDoor(request.Path) => next(context),
            _ => throw new Refusal(RefusalKind.Forbidden, "accounts.other_site"),
        };
    }

    private static bool IsSafe(string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method) || HttpMethods.IsOptions(method);

    private static bool IsProgramDoor(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/oauth/token") || path.StartsWithSegments("/oauth/revoke")
        || path.StartsWithSegments("/open311");

    private static Evidence Judge(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is "same-origin" or "none" ? Evidence.Own : Evidence.Foreign;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0) origin = request.Headers.Referer.ToString();
        if (origin.Length == 0) return Evidence.None;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from) && IsOwn(from, request.Host) ? Evidence.Own : Evidence.Foreign;
    }

    // The scheme is left out: a proxy in front may speak https where we hear http.
    private static bool IsOwn(Uri from, HostString own) =>
        from.Scheme is "http" or "https"
        && string.Equals(from.IdnHost, own.Host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase)
        && (own.Port is { } port ? from.Port == port : from.IsDefaultPort);
}
