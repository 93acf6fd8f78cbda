using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Tests.Agencies;
using Zhibo.Tests.Desk;

namespace Zhibo.Tests.Admin;

public sealed class RegisterStories
{
    [BothEngines]
    public async Task Many_agencies_are_frozen_at_once_and_each_keeps_why(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var admin = await town.Citizen("管理员", role: UserRole.HallAdmin);
        var (first, second, third) = (await town.Office("德阳城管", "chengguan"), await town.Office("德阳交警", "jiaojing"), await town.Office("德阳旅游", "lvyou"));
        await town.Write(db =>
        {
            db.Agencies.Where(a => a.Id == third.AccountId).ExecuteUpdate(set => set.SetProperty(a => a.State, AgencyState.Closed));
            db.Raise(new AgencyChanged(third.AccountId));
        });

        var page = await Bulk(admin, "freeze", "长期不更新", first, second, third);
        page.QuerySelector(".notice.good")!.TextContent.ShouldContain("2");
        page.QuerySelector(".notice.warn")!.TextContent.ShouldContain("德阳旅游");
        (await town.Read(db => db.Agencies.OrderBy(a => a.Id).Select(a => a.State).ToListAsync())).ShouldBe([AgencyState.Frozen, AgencyState.Frozen, AgencyState.Closed]);
        (await town.Read(db => db.Accounts.Where(a => a.FrozenAt != null).CountAsync())).ShouldBe(2);
        (await town.Read(db => db.AgencyMoves.Select(m => m.Reason).ToListAsync())).ShouldBe(["长期不更新", "长期不更新"]);
        (await town.Read(db => db.AuditEntries.Where(e => e.UserId == admin.UserId).Select(e => e.Act).ToListAsync())).ShouldBe(["agency.frozen", "agency.frozen"]);
        // Gone from where they wore it, at once.
        (await town.Stranger.Page("/@chengguan")).QuerySelector(".seal").ShouldBeNull();
        (await admin.Page("/admin/agencies?state=frozen")).QuerySelectorAll("tbody tr").Length.ShouldBe(2);

        await Bulk(admin, "thaw", "恢复更新", first);
        (await town.Read(db => db.Accounts.SingleAsync(a => a.Id == first.AccountId))).FrozenAt.ShouldBeNull();
    }

    [BothEngines]
    public async Task Many_move_to_another_line_and_each_that_cannot_is_named_with_the_reason(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (town, admin) = (register.Town, register.Admin);
        var (first, second, closed) = (await register.Enters("德阳市旅游局", "lvyou"), await register.Enters("广汉市旅游局", "ghlvyou", "510681"), await register.Enters("什么旅游局", "sm"));
        await register.Does<CloseAgency>(close => close.Run(new(closed, admin.UserId, "撤销"), RegisterTown.Ct));

        var page = await Bulk(admin, "line", "条线归口", ("to_line", "lvyou"), first, second, closed, 12345);
        page.QuerySelector(".notice.good")!.TextContent.ShouldContain("2");
        var refused = page.QuerySelector(".notice.warn")!;
        refused.QuerySelector("p")!.TextContent.ShouldContain("2 家");
        refused.QuerySelectorAll("li").Select(row => row.TextContent.Trim()).ShouldBe(["什么旅游局 机构现在的状态不能这样改。", "12345 没有这个机构"]);
        new[] { first, second, closed }.Select(id => register.Forest.Of(id)!.LineKey).ShouldBe(["lvyou", "lvyou", "gongan"]);
        // The same history as if each were moved by hand.
        (await town.Read(db => db.AgencyMoves.Where(m => m.Act == AgencyAct.Transfer).OrderBy(m => m.Id).Select(m => m.After).ToListAsync()))
            .ShouldBe(["德阳市 · 旅游 · City", "广汉市 · 旅游 · County"]);
        (await register.Audited()).Count(act => act == "agency.transferred").ShouldBe(2);

        foreach (var nowhere in new[] { "", "nothing" })
            (await Bulk(admin, "line", "条线归口", HttpStatusCode.UnprocessableEntity, ("to_line", nowhere), first)).QuerySelector(".notice.bad").ShouldNotBeNull(nowhere);
        register.Forest.Of(first)!.LineKey.ShouldBe("lvyou");
    }

    [BothEngines]
    public async Task Only_administrators_do_it_and_only_with_a_reason(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (admin, wang) = (await town.Citizen("管理员", role: UserRole.HallAdmin), await town.Citizen("王小微", "wang"));
        var office = await town.Office("德阳城管", "chengguan");
        foreach (var path in new[] { "/admin", "/admin/agencies", "/admin/agencies.csv", "/admin/agencies/chengguan", "/admin/registrations", "/admin/users", "/admin/settings", "/admin/jobs" })
        {
            (await town.Stranger.Get(path)).StatusCode.ShouldBe(HttpStatusCode.SeeOther, path);
            (await wang.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
            (await admin.Get(path)).StatusCode.ShouldBe(path is "/admin/settings" or "/admin/jobs" ? HttpStatusCode.Forbidden : HttpStatusCode.OK, path);
        }
        var ids = new[] { KeyValuePair.Create("id", office.AccountId.ToString(CultureInfo.InvariantCulture)), KeyValuePair.Create("act", "freeze"), KeyValuePair.Create("reason", "试试看") };
        (await wang.Send(new(HttpMethod.Post, "/admin/agencies") { Content = new FormUrlEncodedContent(ids) })).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await admin.Send(new(HttpMethod.Post, "/admin/agencies") { Content = new FormUrlEncodedContent(ids[..2]) })).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await town.Read(db => db.Agencies.SingleAsync())).State.ShouldBe(AgencyState.Active);
        (await admin.Get("/admin/agencies/wang")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task The_table_is_filtered_paged_and_taken_out_as_a_harmless_file(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var admin = await town.Citizen("管理员", role: UserRole.HallAdmin);
        for (var n = 0; n < 52; n++) await town.Office($"第{n}号单位", $"unit{n}", n % 2 == 0 ? "gongan" : "lvyou");
        await town.Write(db =>
        {
            foreach (var (handle, contact) in new[] { ("unit0", "=HYPERLINK(\"http://x7\")"), ("unit1", "+86 838"), ("unit2", "-1+1"), ("unit3", "@SUM(A1)"), ("unit4", "王,\"五\"\n六") })
                db.Agencies.Where(a => db.Accounts.Any(c => c.Id == a.Id && c.Handle == handle)).ExecuteUpdate(set => set.SetProperty(a => a.Contact, contact));
        });
        var page = await admin.Page("/admin/agencies?sort=handle");
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(50);
        page = await admin.Page(page.QuerySelector(".pager a")!.GetAttribute("href")!);
        page.QuerySelectorAll("tbody tr").Length.ShouldBe(2);
        (await admin.Page("/admin/agencies?line=lvyou&q=UNIT1")).QuerySelectorAll("tbody tr").Length.ShouldBe(6);

        var file = await admin.Get("/admin/agencies.csv?line=gongan&sort=handle");
        file.Content.Headers.ContentType!.MediaType.ShouldBe("text/csv");
        var text = await file.Content.ReadAsStringAsync();
        text.Split('\n').Count(line => line.StartsWith("unit", StringComparison.Ordinal)).ShouldBe(26);
        text.ShouldContain("'=HYPERLINK(\"\"http://x7\"\")");
        text.ShouldContain("'-1+1");
        text.ShouldContain("\"王,\"\"五\"\"\n六\"");
        var all = await (await admin.Get("/admin/agencies.csv")).Content.ReadAsStringAsync();
        all.ShouldContain("'+86 838");
        all.ShouldContain("'@SUM(A1)");
    }

    private static Task<IHtmlDocument> Bulk(Person admin, string act, string reason, params Person[] agencies) =>
        Bulk(admin, act, reason, ("to_line", ""), [.. agencies.Select(a => a.AccountId)]);

    private static Task<IHtmlDocument> Bulk(Person admin, string act, string reason, (string, string) more, params long[] agencies) =>
        Bulk(admin, act, reason, HttpStatusCode.OK, more, agencies);

    private static async Task<IHtmlDocument> Bulk(Person admin, string act, string reason, HttpStatusCode expected, (string Name, string Value) more, params long[] agencies)
    {
        // A form with several boxes of one name.
        var fields = agencies.Select(id => KeyValuePair.Create("id", id.ToString(CultureInfo.InvariantCulture)))
            .Append(KeyValuePair.Create("act", act)).Append(KeyValuePair.Create("reason", reason)).Append(KeyValuePair.Create(more.Name, more.Value));
        var answer = await admin.Send(new(HttpMethod.Post, "/admin/agencies") { Content = new FormUrlEncodedContent(fields) });
        answer.StatusCode.ShouldBe(expected);
        return new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync());
    }
}
