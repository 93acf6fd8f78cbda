using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;

namespace Zhibo.Tests.Regions;

public sealed class RegionUploadStories
{
    [BothEngines]
    public async Task An_administrator_brings_the_country_in_with_the_browser(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var admin = await town.Citizen("管理员", role: UserRole.HallAdmin);
        (await admin.Page("/admin/regions")).QuerySelector(".empty a.button")!.GetAttribute("href").ShouldBe("/admin/regions/import");
        (await admin.Page("/admin/regions/import")).QuerySelector("input[name=files]")!.HasAttribute("multiple").ShouldBeTrue();

        var files = Country.Files().Select(file => (file.Name, Text(file.Content))).ToArray();
        (await Upload(admin, dryRun: true, files)).Text.ShouldContain($"要新增 {Country.Size} 个");
        (await town.Read(db => db.Regions.CountAsync())).ShouldBe(0);

        (await Upload(admin, dryRun: false, files)).Text.ShouldContain($"已新增 {Country.Size} 个");
        town.Atlas().PathOf("510603100").ShouldBe("四川省 德阳市 旌阳区 黄许镇");
        (await Upload(admin, dryRun: false, files)).Text.ShouldContain($"已新增 0 个，更新 0 个，{Country.Size} 个没有变化");
        (await town.Read(db => db.AuditEntries.CountAsync(e => e.Act == "region.imported" && e.UserId != null))).ShouldBe(1);
    }

    [BothEngines]
    public async Task What_cannot_be_used_is_said_and_what_can_comes_in(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var admin = await town.Citizen("管理员", role: UserRole.Operator);

        var (status, text) = await Upload(admin, dryRun: false, ("德阳.csv", "code,name\n51,四川省\n5106,德阳市\n99x,怪地方\n"));
        status.ShouldBe(HttpStatusCode.OK);
        text.ShouldContain("已新增 2 个");
        text.ShouldContain("1 行有错");
        text.ShouldContain("有错的行");

        (await Upload(admin, dryRun: false)).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.UnprocessableEntity), a => a.Text.ShouldContain("请选一个文件"));
        (await Upload(admin, dryRun: false, ("provinces.json", "{ nonsense"))).ShouldSatisfyAllConditions(a => a.Status.ShouldBe(HttpStatusCode.UnprocessableEntity), a => a.Text.ShouldContain("这些文件用不了"));
        (await Upload(admin, dryRun: false, ("德阳.xlsx", "no workbook"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Upload(admin, dryRun: false, ("一.csv", "code,name\n52,贵州省\n"), ("二.csv", "code,name\n53,云南省\n"))).Status.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await town.Read(db => db.Regions.CountAsync())).ShouldBe(2);

        var citizen = await town.Citizen("王小微");
        (await Upload(citizen, dryRun: false, ("德阳.csv", "code,name\n52,贵州省\n"))).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await town.Read(db => db.Regions.CountAsync())).ShouldBe(2);
    }

    private static string Text(Stream content) => new StreamReader(content, Encoding.UTF8).ReadToEnd();

    private static async Task<(HttpStatusCode Status, string Text)> Upload(Person person, bool dryRun, params (string Name, string Text)[] files)
    {
        using var form = new MultipartFormDataContent { { new StringContent(dryRun ? "true" : ""), "dry_run" } };
        foreach (var (name, text) in files) form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        var answer = await person.Send(new(HttpMethod.Post, "/admin/regions/import") { Content = form });
        return (answer.StatusCode, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
    }
}
