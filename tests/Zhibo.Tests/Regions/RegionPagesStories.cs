using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;

namespace Zhibo.Tests.Regions;

public sealed class RegionPagesStories
{
    [BothEngines]
    public async Task An_administrator_walks_down_adds_a_village_and_finds_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Settle();
        var admin = await town.Citizen("管理员", role: UserRole.HallAdmin);
        var page = await admin.Page("/admin/regions");
        page.QuerySelectorAll("tbody th a").Select(a => a.TextContent).ShouldBe(["北京市", "吉林省", "湖北省", "广东省", "四川省", "台湾省", "香港特别行政区"]);
        page = await admin.Page("/admin/regions?at=510603100");
        page.QuerySelectorAll(".region-path a, .region-path b").Select(a => a.TextContent).ShouldBe(["全国", "四川省", "德阳市", "旌阳区", "黄许镇"]);

        page = await admin.Submits(page, "main form[method=post]", ("name", "新龙村"), ("variants", "老龙，龙村"), ("latitude", "31.25"), ("longitude", "104.4"));
        page.Body!.TextContent.ShouldContain("已经添加");
        page.QuerySelectorAll("tbody th a").Single().TextContent.ShouldBe("新龙村");
        var village = town.Atlas().Of("510603100901")!;
        (village.AddedHere, village.ShortName, village.Pinyin, village.Latitude).ShouldBe((true, "新龙", "xinlongcun", 31.25));
        village.Variants.ShouldBe(["老龙", "龙村"]);
        foreach (var query in new[] { "xinlong", "xlc", "老龙", "德阳 新龙" })
            (await admin.Page($"/admin/regions?q={Uri.EscapeDataString(query)}")).QuerySelectorAll("tbody th a").Select(a => a.TextContent).ShouldContain("新龙村", query);

        page = await admin.Submits(await admin.Page("/admin/regions/510603100901"), "main form[method=post]", ("name", "金龙村"), ("latitude", ""), ("longitude", ""));
        page.Body!.TextContent.ShouldContain("已经保存");
        village = town.Atlas().Of("510603100901")!;
        (village.Name, village.Latitude).ShouldBe(("金龙村", null));
        village.Variants.ShouldBe(["老龙", "龙村", "新龙村"]);
        (await town.Read(db => db.AuditEntries.Where(e => e.Act != "region.imported").OrderBy(e => e.Number).Select(e => e.Act + " " + e.Subject + " " + e.Detail).ToListAsync()))
            .ShouldBe(["region.added region 510603100 新龙村", "region.changed region 510603100901 新龙村 → 金龙村"]);
    }

    [BothEngines]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_changes(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Settle();
        var admin = await town.Citizen("管理员", role: UserRole.Operator);
        var county = await admin.Page("/admin/regions?at=510603");
        (string Field, string Name, string Code, string Latitude, string Longitude)[] wrong =
        [
            ("name", "", "", "", ""), ("name", "村", "", "", ""), ("name", "新\u202E村", "", "", ""), ("name", "<b>村</b>", "", "", ""), ("name", new string('村', 61), "", "", ""), ("name", "黄许镇", "", "", ""),
            ("code", "新镇子", "5106", "", ""), ("code", "新镇子", "510682100", "", ""), ("code", "新镇子", "510603100", "", ""), ("code", "新镇子", "abc", "", ""),
            ("latitude", "新镇子", "", "91", "1"), ("longitude", "新镇子", "", "1", "NaN"), ("longitude", "新镇子", "", "31.1", ""), ("latitude", "新镇子", "", "１", "1"),
        ];
        foreach (var (field, name, code, latitude, longitude) in wrong)
        {
            var answer = await admin.Send(new(HttpMethod.Post, "/admin/regions") { Content = new FormUrlEncodedContent([new("parent", "510603"), new("name", name), new("code", code), new("latitude", latitude), new("longitude", longitude)]) });
            ((int)answer.StatusCode).ShouldBeOneOf([409, 422], $"{name} {code} {latitude}");
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain($"id=\"f-{field}-error\"", Case.Sensitive, $"{name} {code} {latitude}");
        }
        town.Atlas().All.Count.ShouldBe(Country.Size);
        // A county that the list does not know yet stands right below its province.
        await admin.Submits(await admin.Page("/admin/regions?at=42"), "main form[method=post]", ("name", "天门市"), ("code", "429006"));
        town.Atlas().PathOf("429006").ShouldBe("湖北省 天门市");
        county.QuerySelector("main form[method=post]").ShouldNotBeNull();
    }

    [BothEngines]
    public async Task Others_do_not_get_in_and_everybody_may_read_the_list(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Settle();
        var citizen = await town.Citizen("王小微");
        foreach (var path in new[] { "/admin/regions", "/admin/regions/51", "/admin/regions/nothing" }) (await citizen.Get(path)).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        var post = new HttpRequestMessage(HttpMethod.Post, "/admin/regions/51") { Content = new FormUrlEncodedContent([new("name", "川省")]) };
        (await citizen.Send(post)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        town.Atlas().Of("51")!.Name.ShouldBe("四川省");
        var admin = await town.Citizen("管理员", role: UserRole.HallAdmin);
        foreach (var path in new[] { "/admin/regions?at=nothing", "/admin/regions/nothing" }) (await admin.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound, path);

        var provinces = await town.Stranger.Json("/api/zhibo/v1/regions");
        provinces.EnumerateArray().Select(r => r.GetProperty("name").GetString()).ShouldContain("四川省");
        var found = (await town.Stranger.Json("/api/zhibo/v1/regions?q=jingyang&parent=5106")).EnumerateArray().Single();
        found.GetRawText().ShouldBe("""{"code":"510603","name":"旌阳区","short_name":"旌阳","level":3,"parent":"5106","path":"四川省 德阳市 旌阳区","pinyin":"jingyangqu","latitude":null,"longitude":null,"children":2}""");
        (await town.Stranger.Json("/api/zhibo/v1/regions?parent=510600")).GetArrayLength().ShouldBe(3);
        (await town.Stranger.Json("/api/zhibo/v1/regions?parent=nothing&q=x&limit=-5")).GetArrayLength().ShouldBe(0);
    }

    [BothEngines]
    public async Task Two_villages_entered_at_once_get_two_codes(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Settle();
        var admin = await town.Citizen("管理员", role: UserRole.HallAdmin);
        await Task.WhenAll(Enumerable.Range(1, 8).Select(n => admin.Send(new(HttpMethod.Post, "/admin/regions")
        {
            Content = new FormUrlEncodedContent([new("parent", "510603100"), new("name", $"第{n}村")]),
        })));
        town.Atlas().Children("510603100").Select(r => r.Code).ShouldBe(Enumerable.Range(901, 8).Select(n => $"510603100{n}"));
    }
}
