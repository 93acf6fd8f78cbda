using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Agencies.Lines;

namespace Zhibo.Tests.Agencies;

/// <summary>Sectors across regions, and the page on which they are kept.</summary>
public sealed class LineStories
{
    [BothEngines]
    public async Task Lines_are_added_renamed_and_taken_out_unless_somebody_uses_them(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var admin = register.Admin;
        var lines = register.Town.Services.GetRequiredService<LineList>();
        var builtIn = lines.Now.Count;
        await register.Enters("德阳市公安局", "deyanggongan");
        (await register.Town.Read(db => db.Lines.CountAsync())).ShouldBe(builtIn);

        var page = await admin.Page("/admin/lines");
        page = await admin.Submits(page, "form[action='/admin/lines']", ("name", "志愿服务"), ("key", "ZhiYuan"));
        page.QuerySelector(".notice.good, [role=status]")!.TextContent.ShouldContain("条线已增加");
        lines.Of("zhiyuan")!.Name.ShouldBe("志愿服务");
        await admin.Submits(page, "form[action='/admin/lines']", HttpStatusCode.Conflict, ("name", "志愿 服务"), ("key", "another"));
        await admin.Submits(page, "form[action='/admin/lines']", HttpStatusCode.Conflict, ("name", "志愿者"), ("key", "zhiyuan"));
        await admin.Submits(page, "form[action='/admin/lines']", HttpStatusCode.UnprocessableEntity, ("name", "坏代号"), ("key", "../x"));

        page = await admin.Submits(await admin.Page("/admin/lines/zhiyuan"), "form[action='/admin/lines/zhiyuan']", ("name", "<i>志愿</i>"), ("order", "1"));
        lines.Now[0].Name.ShouldBe("<i>志愿</i>");
        page.QuerySelector("tbody th")!.TextContent.ShouldBe("<i>志愿</i>");
        await admin.Submits(await admin.Page("/admin/lines/zhiyuan"), "form[action='/admin/lines/zhiyuan']", HttpStatusCode.UnprocessableEntity, ("order", "-1"));
        await admin.Submits(await admin.Page("/admin/lines/zhiyuan"), "form[action='/admin/lines/zhiyuan/remove']");
        lines.Of("zhiyuan").ShouldBeNull();

        (await admin.Page("/admin/lines/gongan")).QuerySelector("form[action$='/remove']").ShouldBeNull();
        ((int)(await admin.Send(new(HttpMethod.Post, "/admin/lines/gongan/remove") { Content = new FormUrlEncodedContent([]) })).StatusCode).ShouldBe(409);
        (await admin.Get("/admin/lines/nothing")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await register.Audited()).ShouldBe(["agency.entered", "line.added", "line.changed", "line.removed"]);
    }

    [BothEngines]
    public async Task A_line_that_a_hall_shows_stays_and_every_page_knows_the_same_lines(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (town, admin) = (register.Town, register.Admin);
        var lines = town.Services.GetRequiredService<LineList>();
        // Nothing was written yet: the pages offer what comes with the program.
        (await town.Read(db => db.Lines.CountAsync())).ShouldBe(0);
        (await admin.Page("/admin/agencies")).QuerySelectorAll("#f-line option").Length.ShouldBe(lines.Now.Count + 1);
        var form = await admin.Page("/admin/halls/new");
        form.QuerySelectorAll("select[name=line] option").Length.ShouldBe(lines.Now.Count + 1);

        await admin.Submits(form, "form[action='/admin/halls']", ("slug", "lvyou"), ("name", "旅游发布厅"), ("line", "lvyou"));
        (await town.Read(db => db.Lines.CountAsync())).ShouldBe(lines.Now.Count);
        var page = await admin.Page("/admin/lines/lvyou");
        page.QuerySelector("form[action$='/remove']").ShouldBeNull();
        page.Body!.TextContent.ShouldContain("还有 1 个发布厅属于“旅游”，不能删除");
        ((int)(await admin.Send(new(HttpMethod.Post, "/admin/lines/lvyou/remove") { Content = new FormUrlEncodedContent([]) })).StatusCode).ShouldBe(409);

        await admin.Submits(await admin.Page("/admin/halls/lvyou"), "form[action='/admin/halls/lvyou']", ("line", ""));
        await admin.Submits(await admin.Page("/admin/lines/lvyou"), "form[action='/admin/lines/lvyou/remove']");
        lines.Of("lvyou").ShouldBeNull();
        (await admin.Page("/admin/agencies")).QuerySelectorAll("#f-line option").Length.ShouldBe(lines.Now.Count + 1);
    }

    [Fact]
    public async Task A_line_is_known_by_what_people_call_it()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var lines = town.Services.GetRequiredService<LineList>();
        foreach (var (said, key) in new[] { ("公安", "gongan"), ("公安局", "gongan"), (" GongAn ", "gongan"), ("市场监管", "gongshang"), ("卫健", "weisheng"), ("自来水", "gongshui") })
            lines.Named(said)?.Key.ShouldBe(key, said);
        lines.Named("没有").ShouldBeNull();
        lines.Near("环保局").Select(l => l.Name).ShouldContain("环保");
        lines.Now.Select(l => l.Key).ShouldBeUnique();
    }

    [Fact]
    public async Task Every_line_of_the_demo_city_is_there()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        var lines = town.Services.GetRequiredService<LineList>();
        var offices = File.ReadAllLines(Shared.Repository.Path("src", "Zhibo", "Demo", "Data", "offices.txt")).Where(l => l.Contains('|', StringComparison.Ordinal) && !l.StartsWith('#'));
        offices.Select(o => o.Split('|')[4].Trim()).Distinct().Where(name => lines.Named(name) is null).ShouldBeEmpty();
    }
}
