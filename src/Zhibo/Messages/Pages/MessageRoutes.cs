using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Posts.Writing;
using Zhibo.Shared;

namespace Zhibo.Messages.Pages;

/// <summary>A person's conversations. Offices have their own at the desk.</summary>
internal static class MessageRoutes
{
    public static void MapTalks(this IEndpointRouteBuilder pages)
    {
        var rules = pages.ServiceProvider.GetRequiredService<UploadRules>();
        pages.MapGet("/messages", (HttpContext http, TalkPages talks, long? before, CancellationToken ct) => talks.List(http, PartyState.Accepted, before, ct));
        pages.MapGet("/messages/requests", (HttpContext http, TalkPages talks, long? before, CancellationToken ct) => talks.List(http, PartyState.Request, before, ct));
        pages.MapGet("/messages/to/{handle}", (HttpContext http, string handle, TalkPages talks, CancellationToken ct) => talks.First(http, handle, null, null, ct));
        pages.MapPost("/messages/to/{handle}", Begin).TakesFiles(rules);
        pages.MapGet("/messages/{id:long}", (HttpContext http, long id, TalkPages talks, long? before, CancellationToken ct) => talks.Show(http, id, before, null, null, ct));
        pages.MapPost("/messages/{id:long}", Say).TakesFiles(rules);
        pages.MapPost("/messages/{id:long}/accept", (HttpContext http, long id, AnswerRequest answer, CancellationToken ct) => Answer(http, id, answer, true, ct));
        pages.MapPost("/messages/{id:long}/decline", (HttpContext http, long id, AnswerRequest answer, CancellationToken ct) => Answer(http, id, answer, false, ct));
        pages.MapPost("/messages/{id:long}/mute", (HttpContext http, long id, MuteConversation mute, CancellationToken ct) => Mute(http, id, mute, true, ct));
        pages.MapPost("/messages/{id:long}/unmute", (HttpContext http, long id, MuteConversation mute, CancellationToken ct) => Mute(http, id, mute, false, ct));
        pages.MapGet("/messages/{id:long}/clear", (HttpContext http, long id, TalkPages talks, CancellationToken ct) => talks.Clearing(http, id, ct));
        pages.MapPost("/messages/{id:long}/clear", Clear);
        pages.MapPost("/messages/{id:long}/withdraw/{post:long}", Withdraw);
        pages.MapGet("/settings/messages", Settings);
        pages.MapPost("/settings/messages", SaveSettings);
    }

    private static async Task<IResult> Begin(HttpContext http, string handle, SendMessage send, FindAccount find, TalkPages talks, MessageFiles files, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var (other, box) = (await find.Run(handle, ct) ?? throw new Refusal(RefusalKind.NotFound, "posts.no_account"), await talks.Typed(http, ct));
        if (other.Id == caller.AccountId) return Results.LocalRedirect("/messages");
        return await Try(async () =>
        {
            box = await files.Send(caller, box, ct);
            if (box.Attached.Again) return await talks.First(http, handle, await files.Shown(caller, box, ct), null, ct);
            await send.Run(new(caller.AccountId, [other.Id], box.Text) { Media = box.Attached.Wanted, IdempotencyKey = KeyOf(box) }, ct);
            // Leads on to the talk.
            return Results.LocalRedirect("/messages/to/" + Uri.EscapeDataString(other.Handle));
        }, async refusal => await talks.First(http, handle, await files.Shown(caller, box, ct), refusal, ct));
    }

    private static async Task<IResult> Say(HttpContext http, long id, SendMessage send, TalkPages talks, MessageFiles files, Db db, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var box = await talks.Typed(http, ct);
        var parties = await db.ConversationParties.Where(p => p.ConversationId == id).Select(p => p.AccountId).ToListAsync(ct);
        if (!parties.Remove(caller.AccountId)) throw new Refusal(RefusalKind.NotFound, "messages.none");
        return await Try(async () =>
        {
            box = await files.Send(caller, box, ct);
            if (box.Attached.Again) return await talks.Show(http, id, null, await files.Shown(caller, box, ct), null, ct);
            await send.Run(new(caller.AccountId, parties, box.Text) { Media = box.Attached.Wanted, IdempotencyKey = KeyOf(box) }, ct);
            return Results.LocalRedirect(TalkViews.Path(id) + "#end");
        }, async refusal => await talks.Show(http, id, null, await files.Shown(caller, box, ct), refusal, ct));
    }

    private static async Task<IResult> Answer(HttpContext http, long id, AnswerRequest answer, bool accept, CancellationToken ct)
    {
        await answer.Run(new(http.RequireBrowser().AccountId, id, accept), ct);
        return Results.LocalRedirect(accept ? TalkViews.Path(id) + "?done=messages.accepted" : "/messages/requests?done=messages.declined");
    }

    private static async Task<IResult> Mute(HttpContext http, long id, MuteConversation mute, bool quiet, CancellationToken ct)
    {
        await mute.Run(new(http.RequireBrowser().AccountId, id, quiet), ct);
        return Results.LocalRedirect(TalkViews.Path(id));
    }

    private static async Task<IResult> Clear(HttpContext http, long id, ClearConversation clear, CancellationToken ct)
    {
        await clear.Run(new(http.RequireBrowser(), id), ct);
        return Results.LocalRedirect("/messages?done=messages.cleared");
    }

    private static async Task<IResult> Withdraw(HttpContext http, long id, long post, DeletePost delete, Db db, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        if (!await db.Messages.AnyAsync(m => m.PostId == post && m.ConversationId == id && m.AuthorId == caller.AccountId, ct)) throw new Refusal(RefusalKind.NotFound, "messages.none");
        await delete.Run(new(caller.AccountId, post), ct);
        return Results.LocalRedirect($"{TalkViews.Path(id)}?done=messages.withdrawn#m{post.ToString(CultureInfo.InvariantCulture)}");
    }

    private static async Task<IResult> Settings(HttpContext http, FormPages pages, Db db, CancellationToken ct)
    {
        var me = http.RequireBrowser().AccountId;
        var who = await db.MessageRules.Where(r => r.AccountId == me).Select(r => r.Who).FirstOrDefaultAsync(ct);
        return await pages.Show<WhoPage, WhoMayWrite>(http, "web.nav.messages", who);
    }

    private static async Task<IResult> SaveSettings(HttpContext http, FormPages pages, ChangeMessageRule change, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        var who = Enum.TryParse<WhoMayWrite>(form["who"], ignoreCase: true, out var chosen) && Enum.IsDefined(chosen) ? chosen : (WhoMayWrite)(-1);
        return await FormPages.Try(async () =>
        {
            await change.Who(caller.AccountId, who, ct);
            return Results.LocalRedirect("/settings/messages?done=accounts.saved");
        }, refusal => pages.Show<WhoPage, WhoMayWrite>(http, "web.nav.messages", who, refusal));
    }

    /// <summary>Chosen when the box was drawn: pressing twice says it once.</summary>
    private static string? KeyOf(MessageBox box) => box.Key.Length == 0 ? null : "message " + box.Key;

    /// <summary>What a person can mend is said at the box.</summary>
    private static async Task<IResult> Try(Func<Task<IResult>> work, Func<Refusal, Task<IResult>> again)
    {
        try { return await work(); }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.TooMany or RefusalKind.Busy or RefusalKind.Forbidden or RefusalKind.Conflict) { return await again(refusal); }
    }
}
