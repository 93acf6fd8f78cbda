using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Access;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Notifications.Push;
using Zhibo.Shared;

namespace Zhibo.Notifications.Choosing;

/// <summary>Which notices somebody wants, where, and when it is quiet.</summary>
internal static class NoticeSettingsRoutes
{
    private const string Title = "accounts.settings";

    public static void MapNoticeSettings(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/settings/notices", (HttpContext http, FormPages pages, NoticeSettingsViews views, CancellationToken ct) => Show(http, pages, views, null, ct));
        pages.MapPost("/settings/notices", Save);
        pages.MapPost("/settings/notices/devices", Keep);
        pages.MapPost("/settings/notices/devices/{id:long}/end", End);
    }

    private static async Task<IResult> Show(HttpContext http, FormPages pages, NoticeSettingsViews views, Refusal? refusal, CancellationToken ct) =>
        await pages.Show<NoticeSettingsPage, NoticeSettingsView>(http, Title, await views.Of(http.RequireBrowser(), ct), refusal);

    private static async Task<IResult> Save(HttpContext http, FormPages pages, NoticeSettingsViews views, ChangeNoticeSettings change, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        return await FormPages.Try(async () =>
        {
            await change.Run(new(caller.AccountId)
            {
                Choices = [.. NoticeChoices.Kinds.Select(kind => Chosen(form, kind))],
                Digest = new(Rhythm(form["digest"]), int.TryParse(form["hour"], System.Globalization.CultureInfo.InvariantCulture, out var hour) ? hour : NoticeWishes.UsualHour),
                Quiet = new(NoticeForm.Minutes(form["quiet_from"].ToString()), NoticeForm.Minutes(form["quiet_until"].ToString())),
            }, ct);
            return Results.LocalRedirect("/settings/notices?done=notifications.saved");
        }, refusal => Show(http, pages, views, refusal, ct));
    }

    /// <summary>The script of the page, and the worker when its browser gave it a new address.</summary>
    private static async Task<IResult> Keep(HttpContext http, KeepDevice keep, CancellationToken ct)
    {
        var caller = http.RequireBrowser();
        var form = await FormPages.Read(http, ct);
        await keep.Run(new(caller, form["endpoint"], form["p256dh"], form["auth"]), ct);
        return Results.NoContent();
    }

    private static async Task<IResult> End(HttpContext http, long id, EndDevice end, CancellationToken ct)
    {
        await end.Run(new(http.RequireBrowser(), id), ct);
        return Results.LocalRedirect("/settings/notices?done=notifications.device_ended#devices");
    }

    private static ChangeNoticeSettings.Choice Chosen(IFormCollection form, NoticeKind kind)
    {
        var name = NoticeForm.Name(kind);
        var who = Enum.TryParse<NoticeSenders>(form["who_" + name], ignoreCase: true, out var chosen) ? chosen : NoticeSenders.Everybody;
        return new(kind, who, form["push_" + name] == "true", form["mail_" + name] == "true");
    }

    private static DigestRhythm Rhythm(string? typed) => Enum.TryParse<DigestRhythm>(typed, ignoreCase: true, out var rhythm) ? rhythm : DigestRhythm.Off;
}

/// <summary>Gathers what the page shows.</summary>
internal sealed class NoticeSettingsViews(Db db, ReadNoticeSettings read, VapidKeys keys, AccountMail mail)
{
    public async Task<NoticeSettingsView> Of(Caller caller, CancellationToken ct)
    {
        var rows = await (
            from d in db.PushDevices
            where d.UserId == caller.UserId
            join s in db.Sessions on d.SessionId equals (long?)s.Id into sessions
            from s in sessions.DefaultIfEmpty()
            join t in db.AccessTokens on d.TokenId equals (long?)t.Id into tokens
            from t in tokens.DefaultIfEmpty()
            orderby d.Id descending
            select new { d.Id, d.SessionId, d.TokenId, d.FailingSince, s!.UserAgent, t!.Name }).ToListAsync(ct);
        return new(await read.Run(new(caller.AccountId), ct), await keys.Public(ct), [.. rows.Select(r =>
            new DeviceRow(r.Id, r.TokenId is null ? DeviceName.Of(r.UserAgent ?? "") : r.Name ?? "", r.TokenId is not null, Ids.TimeOf(r.Id), r.SessionId == caller.SessionId && r.SessionId is not null)
            {
                Failing = r.FailingSince is not null,
            })])
        {
            Email = await db.Users.Where(u => u.Id == caller.UserId).Select(u => u.Email).FirstOrDefaultAsync(ct),
            MailWorks = mail.Works,
        };
    }
}
