using Zhibo.Accounts.Access;

namespace Zhibo.Accounts.Pages;

/// <summary>Carries the pass from the password to the code.</summary>
internal static class StepCookie
{
    public static string? Read(HttpContext http) => http.Request.Cookies[SecondStep.CookieName];

    public static void Set(HttpContext http, string pass) => http.Response.Cookies.Append(SecondStep.CookieName, pass, Options(http, SecondStep.Lifetime));

    public static void Delete(HttpContext http) => http.Response.Cookies.Delete(SecondStep.CookieName, Options(http, null));

    private static CookieOptions Options(HttpContext http, TimeSpan? age) => new()
    {
        HttpOnly = true,
        IsEssential = true,
        MaxAge = age,
        Path = "/sign-in",
        SameSite = SameSiteMode.Strict,
        Secure = http.Request.IsHttps,
    };
}
