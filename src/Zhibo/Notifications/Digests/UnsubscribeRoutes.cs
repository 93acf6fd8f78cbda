using Zhibo.Accounts.Pages;
using Zhibo.Notifications.Choosing;
using Zhibo.Shared;

namespace Zhibo.Notifications.Digests;

/// <summary>Out of the mails, without signing in. Opening the link changes nothing: readers of mail follow links by themselves. Pressing
/// the button does, and so does the program of the mailbox, which posts to the same address (RFC 8058).</summary>
internal static class UnsubscribeRoutes
{
    public static void MapUnsubscribe(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/unsubscribe/{pass}", Ask);
        pages.MapPost("/unsubscribe/{pass}", End);
    }

    private static Task<IResult> Ask(HttpContext http, string pass, UnsubscribePass passes, FormPages pages)
    {
        Owner(passes, pass);
        return pages.Show<UnsubscribePage, UnsubscribeView>(http, "notifications.unsubscribe", new("/unsubscribe/" + pass, Done: false));
    }

    private static async Task<IResult> End(HttpContext http, string pass, UnsubscribePass passes, ChangeNoticeSettings change, FormPages pages, CancellationToken ct)
    {
        await change.EndDigest(Owner(passes, pass), ct);
        return await pages.Show<UnsubscribePage, UnsubscribeView>(http, "notifications.unsubscribe", new("/unsubscribe/" + pass, Done: true));
    }

    private static long Owner(UnsubscribePass passes, string pass) => passes.Open(pass) ?? throw new Refusal(RefusalKind.NotFound, "notifications.unsubscribe.unknown");
}

/// <param name="Action">Where the button leads.</param>
public sealed record UnsubscribeView(string Action, bool Done);
