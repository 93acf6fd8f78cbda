using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Desk.Answering;
using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Posts;
using Zhibo.Shared;

namespace Zhibo.Desk.Pages;

/// <summary>What is done to an item: plain forms, back to the item or to the queue.</summary>
internal static class ItemRoutes
{
    public static void MapItems(this IEndpointRouteBuilder pages)
    {
        var items = pages.MapGroup("/desk/{handle}/items/{id:long}");
        items.MapPost("/reply", Reply).TakesFiles(pages.ServiceProvider.GetRequiredService<UploadRules>());
        items.MapPost("/aside", Aside);
        items.MapPost("/reopen", (HttpContext http, string handle, long id, ItemForms forms, SetItemAside aside, CancellationToken ct) =>
            forms.Do(http, handle, id, visit => aside.Run(new(visit.Seat.AccountId, id, visit.UserId, null), ct), "?done=desk.reopened", ct));
        items.MapPost("/take", (HttpContext http, string handle, long id, ItemForms forms, TakeItem take, CancellationToken ct) =>
            forms.Do(http, handle, id, visit => take.Run(new(visit.Seat.AccountId, id, visit.UserId, Give: false), ct), "", ct));
        items.MapPost("/give", (HttpContext http, string handle, long id, ItemForms forms, TakeItem take, CancellationToken ct) =>
            forms.Do(http, handle, id, visit => take.Run(new(visit.Seat.AccountId, id, visit.UserId, Give: true), ct), "", ct));
        items.MapPost("/note", Note);
        items.MapGet("", (string handle, long id) => Results.LocalRedirect(ItemForms.Path(handle, id)));
    }

    private static async Task<IResult> Reply(HttpContext http, string handle, long id, ItemForms forms, AnswerItem answer, CancellationToken ct)
    {
        var caller = http.RequireCaller();
        var form = await FormPages.Read(http, ct);
        var text = form["text"].ToString();
        var attached = await forms.Send(caller, AttachedForm.Read(form), ct);
        if (attached.Again) return await forms.Meanwhile(http, handle, id, text, attached, ct);
        return await forms.Do(http, handle, id, visit => answer.Run(new(visit.Seat.AccountId, id, visit.UserId, text)
        {
            Media = attached.Wanted,
            Visibility = Enum.TryParse<Visibility>(form["visibility"], ignoreCase: true, out var seen) && Enum.IsDefined(seen) ? seen : null,
            Warning = form["warning"].ToString() is { Length: > 0 } warning ? warning : null,
            Language = form["language"].ToString() is { Length: > 0 } language ? language : null,
        }, ct), "?done=desk.answered", ct, text, attached);
    }

    private static async Task<IResult> Aside(HttpContext http, string handle, long id, ItemForms forms, SetItemAside aside, CancellationToken ct)
    {
        var reason = (await FormPages.Read(http, ct))["reason"].ToString();
        return await forms.Do(http, handle, id, visit => aside.Run(new(visit.Seat.AccountId, id, visit.UserId, reason), ct), "?done=desk.set_aside", ct);
    }

    private static async Task<IResult> Note(HttpContext http, string handle, long id, ItemForms forms, NoteOnItem note, CancellationToken ct)
    {
        var text = (await FormPages.Read(http, ct))["note"].ToString();
        return await forms.Do(http, handle, id, visit => note.Run(new(visit.Seat.AccountId, id, visit.UserId, text), ct), "?done=desk.noted", ct);
    }
}

/// <summary>Does what a form of an item asks; when that is refused, shows the item again with the reason.</summary>
internal sealed class ItemForms(StaffFrame staff, QueuePages pages, UploadMedia upload, Db db)
{
    public static string Path(string handle, long id) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/desk/{Uri.EscapeDataString(handle)}/q/{AnswerQueue.Key}/{id}");

    /// <summary>The files that came with an answer.</summary>
    public Task<AttachedForm> Send(Caller caller, AttachedForm attached, CancellationToken ct) => attached.Send(upload, caller.AccountId, caller.UserId, ct);

    /// <summary>The item again, with what was just done to the files of its answer.</summary>
    public async Task<IResult> Meanwhile(HttpContext http, string handle, long id, string typed, AttachedForm attached, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Desk, ct);
        var visit = new DeskVisit(http, seat, http.RequireCaller().UserId);
        return await pages.Again(visit with { Typed = typed, Media = await attached.Show(db, visit.UserId, null, ct) }, AnswerQueue.Key, id, ct, StatusCodes.Status200OK);
    }

    public async Task<IResult> Do(HttpContext http, string handle, long id, Func<DeskVisit, Task> work, string done, CancellationToken ct, string typed = "", AttachedForm? attached = null)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Desk, ct);
        var visit = new DeskVisit(http, seat, http.RequireCaller().UserId);
        try
        {
            await work(visit);
            return Results.LocalRedirect(Path(seat.Handle, id) + done);
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.Conflict or RefusalKind.TooMany or RefusalKind.Busy)
        {
            var fault = visit with { Fault = http.Words()[refusal.Word, refusal.Args], Typed = typed, Media = attached is null ? [] : await attached.Show(db, visit.UserId, null, ct) };
            return await pages.Again(fault, AnswerQueue.Key, id, ct, (int)refusal.Kind);
        }
    }
}
