using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Messages.Reports;

namespace Zhibo.Tests.Messages;

/// <summary>A message is reported; administrators read it, and nothing else.</summary>
public sealed class ReportStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task What_is_reported_is_read_and_decided(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        var admin = await town.Citizen("小唐", "halladmin", role: UserRole.HallAdmin);
        await wang.WritesTo(li, "我家的门锁密码是 0512");
        await li.WritesTo(wang, "再说就打你<b>");
        await li.WritesTo(wang, "也不算狠");
        var path = MessageTown.Path(await town.OnlyTalk());
        var page = await wang.Page(path);
        var asked = page.QuerySelectorAll("a[href*='/report/']").Select(a => a.GetAttribute("href")!).ToList();
        asked.Count.ShouldBe(2);
        await wang.Submits(await wang.Page(asked[0]), "main form.form", HttpStatusCode.UnprocessableEntity, ("reason", " "));
        foreach (var _ in new[] { 1, 2 }) await wang.Submits(await wang.Page(asked[0]), "main form.form", ("reason", "威胁我"));
        await wang.Submits(await wang.Page(asked[1]), "main form.form", ("reason", "也举报"));
        (await wang.Page(path)).QuerySelectorAll(".meta").Select(m => m.TextContent).ShouldContain(m => m.Contains("已举报，等待处理"));

        // Its author takes it back; what was said stays on record.
        await li.Submits(await li.Page(path), $"form[action^='{path}/withdraw/']");
        (await wang.Get("/admin/reports")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await wang.Send(MessageTown.Form($"/admin/reports/{await First(town)}/uphold"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var board = await admin.Page("/admin/reports");
        board.QuerySelectorAll(".reports blockquote").Select(b => b.TextContent).ShouldBe(["再说就打你<b>", "也不算狠"]);
        board.DocumentElement.TextContent.ShouldNotContain("0512");
        (await admin.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await admin.Submits(board, ".reports form", ("note", "已告诫"));
        (await admin.Send(MessageTown.Form($"/admin/reports/{await First(town)}/dismiss"))).StatusCode.ShouldBe(HttpStatusCode.Conflict);
        var second = await town.Read(db => db.MessageReports.Where(r => r.State == ReportState.Open).Select(r => r.Id).SingleAsync(Ct));
        (await admin.Send(MessageTown.Form($"/admin/reports/{second}/dismiss"))).StatusCode.ShouldBe(HttpStatusCode.Found);
        (await admin.Page("/admin/reports")).QuerySelectorAll(".reports li").ShouldBeEmpty();
        (await admin.Page("/admin/reports?show=decided")).QuerySelectorAll(".reports blockquote").Select(b => b.TextContent).ShouldBe(["（原文已清除）", "再说就打你<b>"]);
        (await wang.Page(path)).QuerySelectorAll(".meta").Select(m => m.TextContent).ShouldContain(m => m.Contains("已举报，属实"));
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act).ToListAsync(Ct))).ShouldBe(["report.upheld", "report.dismissed"]);
    }

    private static Task<long> First(Town town) => town.Read(db => db.MessageReports.OrderBy(r => r.Id).Select(r => r.Id).FirstAsync(Ct));
}
