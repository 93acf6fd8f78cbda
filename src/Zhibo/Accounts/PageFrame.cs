using Zhibo.Accounts.Acting;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Accounts;

/// <summary>How many notices wait for an account; the module of notices puts its own answer here.</summary>
public sealed class UnreadNotices
{
    public Func<long, CancellationToken, ValueTask<int>> Of { get; init; } = (_, _) => new(0);
}

/// <summary>How many private messages wait for an account; the module of messages puts its own answer here.</summary>
public sealed class UnreadMessages
{
    public Func<long, CancellationToken, ValueTask<int>> Of { get; init; } = (_, _) => new(0);
}

/// <summary>What a page tells its frame about the request: language, look and who reads.</summary>
public sealed class PageFrame(UnreadNotices unread, UnreadMessages messages, ActingSeats seats, Settings settings)
{
    public async ValueTask<PageHead> Head(HttpContext http, string title, string? active = null)
    {
        var caller = http.Caller();
        var display = Display.Of(http, caller?.Theme, caller?.LargePrint ?? false);
        return new PageHead(title)
        {
            Active = active,
            Language = http.Language(),
            Theme = display.Theme,
            LargePrint = display.LargePrint,
            Path = http.Request.Path + http.Request.QueryString,
            Viewer = caller is null ? null : await Viewer(caller, http.RequestAborted),
            Flash = Done(http),
        };
    }

    private async ValueTask<PageViewer> Viewer(Caller caller, CancellationToken ct) =>
        new(caller.Handle, caller.Nickname, caller.AvatarUrl, await unread.Of(caller.AccountId, ct))
        {
            Messages = await messages.Of(caller.AccountId, ct),
            HasDesk = (await seats.Of(caller.UserId, ct)).Count > 0,
            Administers = caller.Role is UserRole.HallAdmin or UserRole.Operator,
        };

    /// <summary>The address of this site as others see it, without a slash at the end.</summary>
    public string SiteUrl(HttpContext http) =>
        settings.Site.Domain.Length > 0 ? "https://" + settings.Site.Domain : $"{http.Request.Scheme}://{http.Request.Host}";

    /// <summary>?done=posts.deleted says what just happened: only words that exist, so that no link can make the page say anything else.</summary>
    private static PageFlash? Done(HttpContext http)
    {
        var done = http.Request.Query["done"].ToString();
        var dot = done.IndexOf('.', StringComparison.Ordinal);
        if (dot < 1 || done.Length > 60) return null;
        var key = $"{done[..dot]}.done{done[dot..]}";
        return http.Words().Has(key) ? new(http.Words()[key]) : null;
    }
}
