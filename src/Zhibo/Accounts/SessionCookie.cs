namespace Zhibo.Accounts;

/// <summary>The cookie of a signed-in browser. How long it counts is decided by the session row.</summary>
public static class SessionCookie
{
    public const string Name = "zhibo";

    public static void Set(HttpContext context, string secret) =>
        context.Response.Cookies.Append(Name, secret, Options(context, TimeSpan.FromDays(400)));

    public static void Delete(HttpContext context) => context.Response.Cookies.Delete(Name, Options(context, null));

    private static CookieOptions Options(HttpContext context, TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        Path = "/",
        SameSite = SameSiteMode.Lax,
        Secure = context.Request.IsHttps,
    };
}
