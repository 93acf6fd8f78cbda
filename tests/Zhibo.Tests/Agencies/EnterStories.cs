using System.Net;
using Zhibo.Accounts;
using Zhibo.Agencies;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies;

public sealed class EnterStories
{
    private const string Code = "11510600008512345X";

    [BothEngines]
    public async Task A_unit_gets_an_account_and_a_page_that_tells_what_it_is(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var bureau = await register.Enters("德阳市公安局", "deyanggongan");
        var id = await register.Enters("德阳市公安局交通警察支队", "deyangjiaojing", line: "jiaojing", parent: bureau, with: input => input with
        {
            Nickname = "德阳交警",
            Contact = "李警官",
            Phone = "0838-2207122",
            Address = "旌阳区泰山路",
            Hours = "周一至周五 9:00–17:00",
            Duties = "事故处理\n<b>驾驶证</b>",
        });

        var (agency, account) = (await register.Agency(id), await register.Account(id));
        (agency.State, agency.Level, agency.ParentId).ShouldBe((AgencyState.Invited, RegionLevel.City, bureau));
        (account.Kind, account.Sealed, account.Unit).ShouldBe((AccountKind.Agency, false, "市公安局交通警察支队 · 德阳市"));
        register.Forest.Below(bureau).Select(n => n.Handle).ShouldBe(["deyangjiaojing"]);
        (await register.Audited()).ShouldBe(["agency.entered", "agency.entered"]);

        var page = await register.Town.Stranger.Page("/@deyangjiaojing");
        var facts = page.QuerySelector(".facts.agency")!;
        facts.TextContent.ShouldContain("德阳市公安局交通警察支队");
        facts.TextContent.ShouldContain("四川省 德阳市");
        facts.QuerySelector("a[href='/@deyanggongan']").ShouldNotBeNull();
        facts.QuerySelector("a[href='tel:08382207122']").ShouldNotBeNull();
        facts.QuerySelectorAll(".duties li").Select(d => d.TextContent).ShouldBe(["事故处理", "<b>驾驶证</b>"]);
        // The public sees the unit, never the person.
        page.Body!.TextContent.ShouldNotContain("李警官");
    }

    [BothEngines]
    public async Task One_unit_one_account(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        await register.Enters("德阳市公安局", "deyanggongan", with: input => input with { UnitCode = GoodCode() });

        // By name, whatever the width and the spaces; another region has another unit of that name.
        var named = await RegisterTown.Refused(register.Enters(" 德阳市 公安局", "second"), RefusalKind.Conflict, "agencies.name_taken");
        named.Args.ShouldBe(["德阳市公安局", "deyanggongan", "四川省 德阳市"]);
        await register.Enters("德阳市公安局", "third", RegisterTown.Jingyang, with: input => input with { Nickname = "旌阳公安" });
        // By code.
        var coded = await RegisterTown.Refused(register.Enters("德阳市公安局机关", "fourth", with: input => input with { UnitCode = GoodCode().ToLowerInvariant() }), RefusalKind.Conflict, "agencies.code_taken");
        coded.Args.ShouldBe(["德阳市公安局", "deyanggongan"]);
        await RegisterTown.Refused(register.Enters("德阳市公安局机关", "fourth", with: input => input with { UnitCode = Code }), RefusalKind.Invalid, "agencies.code_bad");
        // By handle and nickname, as everybody.
        await RegisterTown.Refused(register.Enters("德阳市教育局", "deyanggongan"), RefusalKind.Conflict, "accounts.name_taken");
        await RegisterTown.Refused(register.Enters("德阳市教育局", "fifth", with: input => input with { Nickname = "旌阳公安" }), RefusalKind.Conflict, "accounts.name_taken");
        await RegisterTown.Refused(register.Enters("德阳市教育局", "fifth", region: "99"), RefusalKind.Invalid, "agencies.no_region");
        await RegisterTown.Refused(register.Enters("德阳市教育局", "fifth", line: "nothing"), RefusalKind.Invalid, "agencies.no_line");
        await RegisterTown.Refused(register.Enters("德阳市\0教育局", "fifth"), RefusalKind.Invalid, "shared.text.control_character");
        await RegisterTown.Refused(register.Enters("德阳市教育局", "fifth", parent: 12345), RefusalKind.NotFound, "agencies.no_parent");
        register.Forest.Count.ShouldBe(2);
    }

    [BothEngines]
    public async Task Who_brings_no_handle_gets_one(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var first = await register.Enters("A110指挥中心", "", with: input => input with { Nickname = "Deyang110" });
        var second = await register.Enters("B110指挥中心", "", with: input => input with { Nickname = "deyang-110" + "x" });
        (await register.Account(first)).Handle.ShouldBe("deyang110");
        (await register.Account(second)).Handle.ShouldBe("deyang110x");
        // One that looks like a handle somebody has gets a number.
        await register.Town.Citizen("路人", "xinzhen");
        var third = await register.Enters("C110指挥中心", "", with: input => input with { Nickname = "XinZhen-" + "1" });
        (await register.Account(third)).Handle.ShouldBe("xinzhen1");
    }

    [BothEngines]
    public async Task An_agency_tells_new_things_and_keeps_its_former_name(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var admin = register.Admin.UserId;
        var id = await register.Enters("德阳市工商局", "deyanggongshang", line: "gongshang");
        await register.Does<ChangeAgency>(change => change.Run(new(id, admin) { Phone = "12315", Hours = "全天", Place = new(31.13, 104.4), SeatsReachDown = true }, RegisterTown.Ct));
        await register.Does<RenameAgency>(rename => rename.Run(new(id, admin, "德阳市市场监督管理局", "机构改革") { Nickname = "德阳市场监管" }, RegisterTown.Ct));

        var node = register.Forest.Of(id)!;
        (node.Name, node.Nickname, node.SeatsReachDown, node.Latitude).ShouldBe(("德阳市市场监督管理局", "德阳市场监管", true, 31.13));
        (await register.Account(id)).Unit.ShouldBe("市市场监督管理局 · 德阳市");
        var page = await register.Town.Stranger.Page("/@deyanggongshang");
        page.QuerySelector("h1")!.TextContent.ShouldBe("德阳市场监管");
        page.QuerySelector(".facts.agency")!.TextContent.ShouldContain("德阳市工商局");
        (await register.Audited()).ShouldBe(["agency.entered", "agency.changed", "agency.renamed"]);

        await RegisterTown.Refused(register.Does<ChangeAgency>(change => change.Run(new(id, admin) { Place = new(91, 0) }, RegisterTown.Ct)), RefusalKind.Invalid, "agencies.place_bad");
        (await register.Town.Stranger.Get("/@nobody_here")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    /// <summary>The first seventeen signs of the example with the sign that belongs to them.</summary>
    private static string GoodCode() => "0123456789ABCDEFGHJKLMNPQRTUWXY".Select(sign => Code[..^1] + sign).Single(code => UnitCode.Read(code) is not null);
}
