using Zhibo.Shared.Text;

namespace Zhibo.Web;

/// <summary>
/// Colours and print size: what this browser was switched to, else what the account is set to. A borrowed phone
/// keeps its print size, and visitors without an account have the switches too.
/// </summary>
public sealed record Display(PageTheme Theme, bool LargePrint)
{
    private const string LanguageCookie = "lang";
    private const string ThemeCookie = "theme";
    private const string LargeCookie = "large";

    /// <param name="theme">The account's setting: auto, light or dark; null for a stranger.</param>
    /// <param name="large">The account's setting.</param>
    public static Display Of(HttpContext http, string? theme = null, bool large = false)
    {
        var cookies = http.Request.Cookies;
        return new Display(
            ThemeOf(cookies[ThemeCookie]) ?? ThemeOf(theme) ?? PageTheme.Auto,
            cookies[LargeCookie] switch { "true" => true, "false" => false, _ => large });
    }

    internal static void Keep(HttpContext http, string? language, string? theme, string? large)
    {
        if (Words.Languages.FirstOrDefault(known => known == language) is { } code)
            Set(http, LanguageCookie, code);
        if (ThemeOf(theme) is { } wanted)
            Set(http, ThemeCookie, wanted.ToString().ToLowerInvariant());
        if (large is "true" or "false")
            Set(http, LargeCookie, large);
    }

    private static PageTheme? ThemeOf(string? name) => name switch
    {
        "auto" => PageTheme.Auto,
        "light" => PageTheme.Light,
        "dark" => PageTheme.Dark,
        _ => null,
    };

    private static void Set(HttpContext http, string name, string value) =>
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
