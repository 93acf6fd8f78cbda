using Microsoft.Extensions.Primitives;

namespace Zhibo.Shared.Http;

/// <summary>Set before the endpoint runs, so that an endpoint with a reason (an embed) can replace one.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    // No inline script or style anywhere; what a page needs comes from our own address.
    private static readonly StringValues ContentSecurity =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; media-src 'self'; connect-src 'self'; " +
        "manifest-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

    private static readonly StringValues NoSniff = "nosniff";

    // Not no-referrer: without it browsers send "Origin: null" with forms, and the origin check would refuse them.
    private static readonly StringValues Referrer = "same-origin";

    private static readonly StringValues Permissions =
        "accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(self), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    private static readonly StringValues SameOrigin = "same-origin";
    // Clients that run in a browser call from their own address, with a token and no cookie; refusals reach them too.
    private static readonly StringValues Anybody = "*";
    private static readonly StringValues Exposed = "Link, Retry-After, X-Request-Id";
    private static readonly StringValues OneYear = "max-age=31536000";

    public Task Invoke(HttpContext http)
    {
        Put(http);
        return next(http);
    }

    public static void Put(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = ContentSecurity;
        headers.XContentTypeOptions = NoSniff;
        headers["Referrer-Policy"] = Referrer;
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = SameOrigin;
        headers["X-Request-Id"] = http.TraceIdentifier;
        if (Doors.IsOpen(http.Request.Path))
        {
            headers.AccessControlAllowOrigin = Anybody;
            headers.AccessControlExposeHeaders = Exposed;
        }
        if (http.Request.IsHttps) headers.StrictTransportSecurity = OneYear;
    }
}
