using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts;

/// <summary>How many notices wait for an account; the module of notices puts its own answer here.</summary>
public sealed class UnreadNotices
{
    public Func<long, CancellationToken, ValueTask<int>> Of { get; init; } = (_, _) => new(0);
}

/// <summary>What a page tells its frame about the request: language, look and who reads.</summary>
public sealed class PageFrame(UnreadNotices unread, Settings settings)
{
    public async ValueTask<PageHead> Head(HttpContext http, string title, string? active = null)
    {
        var caller = http.Caller();
        var display = Display.Of(http);
        return new PageHead(title)
        {
            Active = active,
            Language = http.Language(),
            Theme = display.Theme ?? ThemeOf(caller),
            LargePrint = display.LargePrint ?? caller?.LargePrint ?? false,
            Path = http.Request.Path + http.Request.QueryString,
            Viewer = caller is null ? null : new(caller.Handle, caller.Nickname, caller.AvatarUrl, await unread.Of(caller.AccountId, http.RequestAborted)),
            Flash = Done(http),
        };
    }

    /// <summary>The address of this site as others see it, without a slash at the end.</summary>
    public string SiteUrl(HttpContext http) =>
        settings.Site.Domain.Length > 0 ? "https://" + settings.Site.Domain : $"{http.Request.Scheme}://{http.Request.Host}";

    private static PageTheme ThemeOf(Caller? caller) => caller?.Theme switch
    {
        "light" => PageTheme.Light,
        "dark" => PageTheme.Dark,
        _ => PageTheme.Auto,
    };

    /// <summary>?done=posts.deleted says what just happened: only words that exist, so that no link can make the page say anything else.</summary>
    private static PageFlash? Done(HttpContext http)
    {
        if (http.Request.Query["done"].ToString() is not { Length: > 0 and < 60 } done || done.IndexOf('.', StringComparison.Ordinal) is var dot and < 1) return null;
        var key = $"{done[..dot]}.done{done[dot..]}";
        return http.Words().Has(key) ? new(http.Words()[key]) : null;
    }
}
