using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Agencies;
using Zhibo.Regions;

namespace Zhibo.Tests.Agencies;

/// <summary>Finding agencies, by people and by programs.</summary>
public sealed class FindStories
{
    [BothEngines]
    public async Task Programs_find_agencies_by_name_place_and_line(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var bureau = await register.Enters("德阳市公安局", "deyanggongan", with: input => input with { Nickname = "德阳公安", Contact = "张三", Phone = "0838-1" });
        await register.Enters("旌阳区公安分局", "jingyanggongan", RegisterTown.Jingyang, parent: bureau, with: input => input with { Nickname = "旌阳公安" });
        await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu");
        var closed = await register.Enters("德阳市公安局旧址", "oldplace");
        await register.Does<CloseAgency>(close => close.Run(new(closed, register.Admin.UserId, "搬了"), RegisterTown.Ct));

        (await Handles(register, "")).ShouldBe(["deyanggongan", "deyangjiaoyu", "jingyanggongan"]);
        (await Handles(register, "?q=公安")).ShouldBe(["deyanggongan", "jingyanggongan"]);
        (await Handles(register, "?q=旌阳 分局")).ShouldBe(["jingyanggongan"]);
        (await Handles(register, "?q=JIAOYU")).ShouldBe(["deyangjiaoyu"]);
        (await Handles(register, "?region=旌阳")).ShouldBe(["jingyanggongan"]);
        (await Handles(register, "?region=510000&line=公安&level=county")).ShouldBe(["jingyanggongan"]);
        (await Handles(register, "?state=closed")).ShouldBe(["oldplace"]);
        (await Handles(register, "?state=active")).ShouldBeEmpty();
        foreach (var bad in new[] { "?region=没有", "?line=没有", "?level=9", "?state=0", "?limit=x", "?after=x", "?q=%00", "?q=" + new string('a', 101) })
            (await register.Town.Stranger.Get("/api/zhibo/v1/agencies" + bad)).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity, bad);

        var one = await register.Town.Stranger.Json("/api/zhibo/v1/agencies/deyanggongan");
        one.GetProperty("region").GetProperty("path").GetString().ShouldBe("四川省 德阳市");
        one.GetProperty("line").GetProperty("name").GetString().ShouldBe("公安");
        one.GetProperty("phone").GetString().ShouldBe("0838-1");
        // Who answers at the unit is nobody's business.
        one.GetRawText().ShouldNotContain("张三");
        Golden.Match("agency.json", one);
        (await register.Town.Stranger.Get("/api/zhibo/v1/agencies/halladmin")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await register.Town.Stranger.Get("/api/zhibo/v1/agencies/nobody")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [BothEngines]
    public async Task Pages_follow_each_other(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        for (var n = 1; n <= 5; n++) await register.Enters($"第{n}中学", $"school{n}", line: "xuexiao");
        List<string> seen = [];
        string? after = null;
        for (var pages = 0; pages < 9; pages++)
        {
            var page = await register.Town.Stranger.Json($"/api/zhibo/v1/agencies?q=中学&limit=2{(after is null ? "" : "&after=" + after)}");
            page.GetProperty("total").GetInt32().ShouldBe(5);
            seen.AddRange(HandlesOf(page));
            after = page.GetProperty("next").GetString();
            if (after is null) break;
        }
        seen.ShouldBe(["school1", "school2", "school3", "school4", "school5"]);
        HandlesOf(await register.Town.Stranger.Json("/api/zhibo/v1/agencies?after=12345")).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task A_name_that_begins_so_comes_before_one_that_holds_it(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu");
        await register.Enters("教育考试院", "kaoshiyuan", RegisterTown.Jingyang, "jiaoyu");
        var find = register.Town.Services.GetRequiredService<FindAgencies>();
        find.Run(new("教育"), RegisterTown.Ct).Rows.Select(n => n.Handle).ShouldBe(["kaoshiyuan", "deyangjiaoyu"]);
        find.Run(new("") { Level = RegionLevel.County }, RegisterTown.Ct).Rows.Select(n => n.Handle).ShouldBe(["kaoshiyuan"]);
    }

    [BothEngines]
    public async Task However_it_is_typed_it_is_found(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        await register.Enters("德阳市教育局", "deyangjiaoyu", line: "jiaoyu", with: input => input with { Nickname = "德阳教育" });
        await register.Enters("实验小学", "shiyan", RegisterTown.Jingyang, "xuexiao", with: input => input with { Nickname = "实验小学" });
        // Traditional, full width, capitals, pinyin, initials, with and without its apostrophe.
        foreach (var typed in new[] { "德陽教育", "ＤＥＹＡＮＧＪＩＡＯＹＵ", "deyang jiaoyu", "dyjy", "DYJY", "de'yang", "德阳 教育局" })
            (await Handles(register, "?q=" + Uri.EscapeDataString(typed))).ShouldBe(["deyangjiaoyu"], typed);
        // By where it stands, which is not in its name.
        (await Handles(register, "?q=" + Uri.EscapeDataString("旌阳 小学"))).ShouldBe(["shiyan"]);
        (await Handles(register, "?q=" + Uri.EscapeDataString("旌阳区 实验"))).ShouldBe(["shiyan"]);
        (await Handles(register, "?q=" + Uri.EscapeDataString("德阳 没有"))).ShouldBeEmpty();
    }

    private static async Task<string[]> Handles(RegisterTown register, string query) => HandlesOf(await register.Town.Stranger.Json("/api/zhibo/v1/agencies" + query));

    private static string[] HandlesOf(JsonElement list) => [.. list.GetProperty("agencies").EnumerateArray().Select(a => a.GetProperty("handle").GetString()!)];
}
