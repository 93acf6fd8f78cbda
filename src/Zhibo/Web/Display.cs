using Zhibo.Shared.Text;

namespace Zhibo.Web;

/// <summary>
/// Language, colours and print size of this browser. They live in their own cookies, not in the account:
/// a borrowed phone keeps its size, and visitors without an account have the switches too.
/// </summary>
public sealed record Display(string Language, PageTheme Theme, bool LargePrint)
{
    private const string LanguageCookie = "zb_lang";
    private const string ThemeCookie = "zb_theme";
    private const string LargeCookie = "zb_large";

    public static Display Of(HttpContext http)
    {
        var cookies = http.Request.Cookies;
        var language = Known(cookies[LanguageCookie]) ?? Words.Pick(http.Request.Headers.AcceptLanguage);
        var theme = Enum.TryParse<PageTheme>(cookies[ThemeCookie], ignoreCase: true, out var wanted) && Enum.IsDefined(wanted)
            ? wanted
            : PageTheme.Auto;
        return new Display(language, theme, cookies[LargeCookie] == "true");
    }

    internal static void Keep(HttpContext http, string? language, string? theme, string? large)
    {
        if (Known(language) is { } code)
            Set(http, LanguageCookie, code);
        if (Enum.TryParse<PageTheme>(theme, ignoreCase: true, out var wanted) && Enum.IsDefined(wanted))
            Set(http, ThemeCookie, wanted == PageTheme.Auto ? null : wanted.ToString().ToLowerInvariant());
        if (large is "true" or "false")
            Set(http, LargeCookie, large == "true" ? large : null);
    }

    private static string? Known(string? code) => Words.Languages.FirstOrDefault(l => l == code);

    private static void Set(HttpContext http, string name, string? value)
    {
        if (value is null)
            http.Response.Cookies.Delete(name);
        else
            http.Response.Cookies.Append(name, value, new CookieOptions
            {
                HttpOnly = true,
                IsEssential = true,
                MaxAge = TimeSpan.FromDays(365),
                Path = "/",
                SameSite = SameSiteMode.Lax,
                Secure = http.Request.IsHttps,
            });
    }
}
