using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Desk;
using Zhibo.Desk.Pages;
using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Shared;

namespace Zhibo.Messages.AtDesk;

/// <summary>What an office's people do with what was written to it.</summary>
internal static class TalkRoutes
{
    public static void MapTalksAtDesk(this IEndpointRouteBuilder pages)
    {
        var talk = pages.MapGroup("/desk/{handle}/messages/{id:long}");
        talk.MapGet("", (string handle, long id) => Results.LocalRedirect(TalkForms.Path(handle, id)));
        talk.MapPost("/reply", Reply).TakesFiles(pages.ServiceProvider.GetRequiredService<UploadRules>());
        talk.MapPost("/take", (HttpContext http, string handle, long id, TalkForms forms, CancellationToken ct) => forms.Act(http, handle, id, TakeTalk.Act.Take, "", ct));
        talk.MapPost("/give", (HttpContext http, string handle, long id, TalkForms forms, CancellationToken ct) => forms.Act(http, handle, id, TakeTalk.Act.Give, "", ct));
        talk.MapPost("/close", (HttpContext http, string handle, long id, TalkForms forms, CancellationToken ct) => forms.Act(http, handle, id, TakeTalk.Act.Close, "?done=desk.set_aside", ct));
        pages.MapGet("/desk/{handle}/auto-reply", Away);
        pages.MapPost("/desk/{handle}/auto-reply", SaveAway);
    }

    private static async Task<IResult> Reply(HttpContext http, string handle, long id, TalkForms forms, AnswerTalk answer, CancellationToken ct)
    {
        var form = await FormPages.Read(http, ct);
        var text = form["text"].ToString();
        var seen = long.TryParse(form["seen"], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var box = new TalkForms.Typed(text, AttachedForm.Read(form));
        return await forms.Do(http, handle, id, async visit =>
        {
            await forms.Send(http.RequireCaller(), box, ct);
            if (!box.Attached.Again) await answer.Run(new(visit.Seat.AccountId, id, visit.UserId, text, seen) { Media = box.Attached.Wanted }, ct);
        }, "?done=desk.answered", ct, box);
    }

    private static async Task<IResult> Away(HttpContext http, string handle, StaffFrame staff, Db db, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Profile, ct);
        var rule = await db.MessageRules.FirstOrDefaultAsync(r => r.AccountId == seat.AccountId, ct) ?? new MessageRule();
        return await Show(http, seat, staff, new(seat.Handle, rule.AwayText, AwayForm.Time(rule.OpensAt), AwayForm.Time(rule.ClosesAt)), null, ct);
    }

    private static async Task<IResult> SaveAway(HttpContext http, string handle, StaffFrame staff, ChangeMessageRule change, CancellationToken ct)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Profile, ct);
        var form = await FormPages.Read(http, ct);
        var typed = new AwayForm(seat.Handle, form["text"].ToString(), form["opens"].ToString(), form["closes"].ToString());
        return await FormPages.Try(async () =>
        {
            await change.Run(new(seat.AccountId, http.RequireCaller().UserId, typed.Text, AwayForm.Minute(typed.Opens, "opens"), AwayForm.Minute(typed.Closes, "closes")), ct);
            return Results.LocalRedirect($"/desk/{seat.Handle}/auto-reply?done=accounts.saved");
        }, refusal => Show(http, seat, staff, typed, refusal, ct));
    }

    private static async Task<IResult> Show(HttpContext http, ActingSeat seat, StaffFrame staff, AwayForm form, Refusal? refusal, CancellationToken ct) =>
        FormPages.Show<AwayPage, AwayForm>(http, await staff.Desk(http, seat, http.Words()["messages.away"], "autoreply", ct), form, refusal);
}

/// <param name="Opens">As a field for a time of day says it: 09:00.</param>
public sealed record AwayForm(string Handle, string Text, string Opens, string Closes)
{
    public static string Time(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60:00}:{minute % 60:00}");

    public static int Minute(string typed, string field) => TimeOnly.TryParseExact(typed, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
        ? (time.Hour * 60) + time.Minute
        : throw new Refusal(RefusalKind.Invalid, "messages.away.no_time", field);
}

/// <summary>Does what a form of a conversation asks; when that is refused, shows it again with the reason.</summary>
internal sealed class TalkForms(StaffFrame staff, QueuePages pages, TakeTalk take, UploadMedia upload, Db db)
{
    /// <summary>What stood in the box, and its files on their way.</summary>
    public sealed class Typed(string text, AttachedForm attached)
    {
        public string Text => text;

        public AttachedForm Attached { get; set; } = attached;
    }

    public static string Path(string handle, long id) => string.Create(CultureInfo.InvariantCulture, $"/desk/{Uri.EscapeDataString(handle)}/q/{MessageQueue.Key}/{id}");

    public static string Base(string handle, long id) => string.Create(CultureInfo.InvariantCulture, $"/desk/{handle}/messages/{id}");

    public Task<IResult> Act(HttpContext http, string handle, long id, TakeTalk.Act act, string done, CancellationToken ct) =>
        Do(http, handle, id, visit => take.Run(new(visit.Seat.AccountId, id, visit.UserId, act), ct), done, ct);

    public async Task Send(Caller caller, Typed box, CancellationToken ct) => box.Attached = await box.Attached.Send(upload, caller.AccountId, caller.UserId, ct);

    public async Task<IResult> Do(HttpContext http, string handle, long id, Func<DeskVisit, Task> work, string done, CancellationToken ct, Typed? box = null)
    {
        var seat = await staff.RequireSeat(http, handle, ActingRights.Answer, ct);
        var visit = new DeskVisit(http, seat, http.RequireCaller().UserId);
        try
        {
            await work(visit);
            if (box is not { Attached.Again: true }) return Results.LocalRedirect(Path(seat.Handle, id) + done);
            return await pages.Again(await Kept(visit, box, ct), MessageQueue.Key, id, ct, StatusCodes.Status200OK);
        }
        catch (Refusal refusal) when (refusal.Kind is RefusalKind.Invalid or RefusalKind.TooLarge or RefusalKind.Conflict or RefusalKind.TooMany or RefusalKind.Busy)
        {
            return await pages.Again((await Kept(visit, box, ct)) with { Fault = http.Words()[refusal.Word, refusal.Args] }, MessageQueue.Key, id, ct, (int)refusal.Kind);
        }
    }

    private async Task<DeskVisit> Kept(DeskVisit visit, Typed? box, CancellationToken ct) =>
        box is null ? visit : visit with { Typed = box.Text, Media = await box.Attached.Show(db, visit.UserId, null, ct) };
}
