using System.Globalization;
using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Media.Pages;
using Zhibo.Messages.Reading;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Messages.Pages;

/// <summary>Shows conversations to a person; what is shown is read.</summary>
internal sealed class TalkPages(PageFrame frame, ListConversations list, ReadConversation read, TalkViews views, MarkRead mark, FindAccount find)
{
    public async Task<IResult> List(HttpContext http, PartyState state, long? before, CancellationToken ct)
    {
        var me = http.RequireBrowser().AccountId;
        var rows = await list.Run(new(me, state) { Before = before }, ct);
        var (requests, waiting) = (state == PartyState.Request, await list.Requests(me, ct));
        var view = new TalksView(requests, [.. rows.Select(TalkViews.Row)])
        {
            Waiting = waiting,
            Older = rows.Count < ListConversations.PageSize ? null
                : $"/messages{(requests ? "/requests" : "")}?before={rows[^1].Mine.LastId.ToString(CultureInfo.InvariantCulture)}",
        };
        return Page.Of<TalksPage>(await Head(http, http.Words()["web.nav.messages"]), new Dictionary<string, object?> { [nameof(TalksPage.View)] = view });
    }

    /// <param name="http">The request.</param>
    /// <param name="id">Of the conversation.</param>
    /// <param name="before">Older than this message.</param>
    /// <param name="typed">What stood in the box that was refused, or whose files were moved.</param>
    /// <param name="refusal">Why.</param>
    /// <param name="ct">Stops the look-up.</param>
    public async Task<IResult> Show(HttpContext http, long id, long? before, MessageBox? typed, Refusal? refusal, CancellationToken ct)
    {
        var me = http.RequireBrowser().AccountId;
        var talk = await read.Run(new(me, id, before), ct);
        // Before the frame is filled: its number is right.
        if (before is null && talk.Messages is [.., var newest]) await mark.Run(new(me, id, newest.Picture.Post.Id), ct);
        var view = await views.Of(talk, Box(http, typed, refusal, TalkViews.Path(id)), http.Words(), ct);
        return await Talk(http, view, refusal);
    }

    /// <summary>Where one begins; leads on where both have talked before.</summary>
    public async Task<IResult> First(HttpContext http, string handle, MessageBox? typed, Refusal? refusal, CancellationToken ct)
    {
        var me = http.RequireBrowser().AccountId;
        var other = await find.Run(handle, ct) ?? throw new Refusal(RefusalKind.NotFound, "posts.no_account");
        if (other.Id == me) return Results.LocalRedirect("/messages");
        if (typed is null && await list.Between(me, other.Id, ct) is { } known) return Results.LocalRedirect(TalkViews.Path(known) + "#end");
        return await Talk(http, views.First(me, other, Box(http, typed, refusal, "/messages/to/" + other.Handle), http.Words()), refusal);
    }

    public async Task<IResult> Clearing(HttpContext http, long id, CancellationToken ct)
    {
        var talk = await read.Run(new(http.RequireBrowser().AccountId, id), ct);
        return FormPages.Show<ClearPage, TalkView>(http, await Head(http, http.Words()["messages.clear"]), await views.Of(talk, null, http.Words(), ct));
    }

    /// <summary>What was sent.</summary>
    public async Task<MessageBox> Typed(HttpContext http, CancellationToken ct)
    {
        var form = await FormPages.Read(http, ct);
        return views.Box("") with { Text = form["text"].ToString(), Key = form["key"].ToString(), Attached = AttachedForm.Read(form) };
    }

    private static MessageBox? Box(HttpContext http, MessageBox? typed, Refusal? refusal, string action) =>
        typed is null ? null : typed with { Action = action, Draft = action, Focus = true, Error = refusal is null ? null : http.Words()[refusal.Word, refusal.Args] };

    private async Task<IResult> Talk(HttpContext http, TalkView view, Refusal? refusal)
    {
        if (refusal?.RetryAfter is { } wait) http.Response.Headers.RetryAfter = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Page.Of<TalkPage>(await Head(http, view.Name(http.Words())), new Dictionary<string, object?> { [nameof(TalkPage.View)] = view },
            refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }

    private async ValueTask<PageHead> Head(HttpContext http, string title)
    {
        // A reader who went on should not find it in the browser's memory.
        http.Response.Headers.CacheControl = "no-store";
        return await frame.Head(http, title, "messages") with { Robots = "noindex" };
    }
}
