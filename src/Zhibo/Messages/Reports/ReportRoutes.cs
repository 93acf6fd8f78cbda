using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Accounts.Acting;
using Zhibo.Accounts.Pages;
using Zhibo.Data;
using Zhibo.Media;
using Zhibo.Media.Pages;
using Zhibo.Messages.Pages;
using Zhibo.Shared;
using Zhibo.Web;

namespace Zhibo.Messages.Reports;

/// <summary>Reporting a message, and reading what was reported.</summary>
internal static class ReportRoutes
{
    public static void MapReports(this IEndpointRouteBuilder pages)
    {
        pages.MapGet("/messages/{id:long}/report/{post:long}", Ask);
        pages.MapPost("/messages/{id:long}/report/{post:long}", Report);
        pages.MapGet("/admin/reports", (HttpContext http, ReportPages show, CancellationToken ct) => show.List(http, null, ct));
        pages.MapPost("/admin/reports/{id:long}/uphold", (HttpContext http, long id, ReportPages show, CancellationToken ct) => show.Decide(http, id, upheld: true, ct));
        pages.MapPost("/admin/reports/{id:long}/dismiss", (HttpContext http, long id, ReportPages show, CancellationToken ct) => show.Decide(http, id, upheld: false, ct));
    }

    private static Task<IResult> Ask(HttpContext http, long id, long post, ReportPages show, CancellationToken ct) => show.Ask(http, id, post, "", null, ct);

    private static async Task<IResult> Report(HttpContext http, long id, long post, ReportMessage report, ReportPages show, CancellationToken ct)
    {
        var me = http.RequireBrowser().AccountId;
        var reason = (await FormPages.Read(http, ct))["reason"].ToString();
        return await FormPages.Try(async () =>
        {
            await report.Run(new(me, id, post, reason), ct);
            return Results.LocalRedirect($"{TalkViews.Path(id)}?done=messages.reported#m{post.ToString(CultureInfo.InvariantCulture)}");
        }, refusal => refusal.Kind == RefusalKind.NotFound ? throw refusal : show.Ask(http, id, post, reason, refusal, ct));
    }
}

/// <param name="Author">Whose message it is.</param>
/// <param name="Text">The message.</param>
public sealed record ReportForm(string Action, string Back, string Author, string Text, string Reason);

/// <param name="Report">The row.</param>
/// <param name="DecidedBy">Name of the administrator.</param>
public sealed record ReportRow(MessageReport Report, AccountName Author, AccountName Reporter, string? DecidedBy)
{
    public IReadOnlyList<MediaView> Media { get; init; } = [];
}

public sealed record AccountName(string Handle, string Nickname);

internal sealed class ReportPages(Db db, PageFrame frame, StaffFrame staff, DecideReport decide, Reading.ReadConversation read)
{
    private const int Most = 100;

    public async Task<IResult> Ask(HttpContext http, long id, long post, string reason, Refusal? refusal, CancellationToken ct)
    {
        var talk = await read.Run(new(http.RequireBrowser().AccountId, id, post + 1), ct);
        if (talk.Messages is not [.., var said] || said.Picture.Post.Id != post || said.Picture.Post.DeletedAt is not null || said.Picture.Author.Id == talk.Mine.AccountId)
            throw new Refusal(RefusalKind.NotFound, "messages.none");
        var path = TalkViews.Path(id);
        var form = new ReportForm($"{path}/report/{post.ToString(CultureInfo.InvariantCulture)}", path, said.Picture.Author.Nickname, said.Picture.Post.Text, reason);
        return FormPages.Show<ReportPage, ReportForm>(http, await frame.Head(http, http.Words()["messages.report"], "messages"), form, refusal);
    }

    public async Task<IResult> List(HttpContext http, Refusal? refusal, CancellationToken ct)
    {
        var decided = http.Request.Query["show"] == "decided";
        var head = await staff.Admin(http, http.Words()["messages.reports"], "reports");
        var reports = db.MessageReports.Where(r => decided ? r.State != ReportState.Open : r.State == ReportState.Open);
        var rows = await (decided ? reports.OrderByDescending(r => r.Id) : reports.OrderBy(r => r.Id)).Take(Most).ToListAsync(ct);
        var people = rows.SelectMany(r => new[] { r.AuthorId, r.ReporterId }).ToHashSet();
        var names = await db.Accounts.Where(a => people.Contains(a.Id)).ToDictionaryAsync(a => a.Id, a => new AccountName(a.Handle, a.Nickname), ct);
        var files = await Attachments.Of(db, [.. rows.Select(r => r.Id)], ct);
        var deciders = await Desk.People.Of(db, rows.Select(r => r.DecidedBy), ct);
        return Page.Of<ReportsPage>(head, new Dictionary<string, object?>
        {
            [nameof(ReportsPage.Decided)] = decided,
            [nameof(ReportsPage.Rows)] = rows.Select(r => new ReportRow(r, names[r.AuthorId], names[r.ReporterId], r.DecidedBy is { } by ? deciders.Name(by) : null) { Media = [.. files[r.Id].Select(MediaView.Of)] }).ToList(),
            [nameof(ReportsPage.Fault)] = refusal is null ? null : http.Words()[refusal.Word, refusal.Args],
        }, refusal is null ? StatusCodes.Status200OK : (int)refusal.Kind);
    }

    public async Task<IResult> Decide(HttpContext http, long id, bool upheld, CancellationToken ct)
    {
        var caller = StaffFrame.RequireAdmin(http);
        var note = (await FormPages.Read(http, ct))["note"].ToString();
        return await FormPages.Try(async () =>
        {
            await decide.Run(new(caller.UserId, id, upheld, note), ct);
            return Results.LocalRedirect("/admin/reports?done=messages.decided");
        }, refusal => List(http, refusal, ct));
    }
}
