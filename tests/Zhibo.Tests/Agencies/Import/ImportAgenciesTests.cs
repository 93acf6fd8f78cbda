using System.Text;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies;
using Zhibo.Regions;
using Zhibo.Shared;

namespace Zhibo.Tests.Agencies.Import;

public sealed class ImportAgenciesTests
{
    private const string Headings = "单位名称,账号,昵称,上级单位,所在地区,条线,级别,联系人,联系电话,办公时间,职责";

    private static readonly string[] List =
    [
        Headings,
        "旌阳区公安分局,jingyanggongan,旌阳公安,@deyanggongan,德阳市旌阳区,公安局,县,李四,110,全天,接处警；户籍",
        "德阳市公安局,deyanggongan,德阳公安,,510600,公安,,张三,0838-2512345,周一至周五,",
        "双东派出所,shuangdongpcs,,旌阳区公安分局,旌阳区 双东镇,gongan,乡镇,,,,",
    ];

    [BothEngines]
    public async Task A_list_in_any_order_becomes_a_tree_and_a_second_run_changes_nothing(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var (dry, _) = await register.Imports("list.csv", Bytes(List), dryRun: true);
        register.Forest.Count.ShouldBe(0);
        var (outcome, faults) = await register.Imports(List);
        faults.ShouldBeEmpty();
        outcome.ToJson().ShouldBe("""{"rows":3,"imported":3,"unchanged":0,"rejected":0}""");
        dry.ToJson().ShouldBe(outcome.ToJson());

        var station = register.Forest.All.Single(n => n.Handle == "shuangdongpcs");
        register.Forest.Above(station.Id).Select(n => n.Handle).ShouldBe(["jingyanggongan", "deyanggongan"]);
        (station.Nickname, station.LineKey, station.Level, station.RegionCode, station.State).ShouldBe(("双东派出所", "gongan", RegionLevel.Town, RegisterTown.Shuangdong, AgencyState.Invited));
        var branch = await register.Agency(register.Forest.All.Single(n => n.Handle == "jingyanggongan").Id);
        (branch.Contact, branch.Phone, branch.Duties, branch.Level).ShouldBe(("李四", "110", "接处警\n户籍", RegionLevel.County));
        (await register.Audited()).Count(act => act == "agency.entered").ShouldBe(3);

        foreach (var again in new[] { Bytes(List), [0xEF, 0xBB, 0xBF, .. Bytes(List)], CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(string.Join("\r\n", List)) })
            (await register.Imports("list.csv", again)).Outcome.ToJson().ShouldBe("""{"rows":3,"imported":0,"unchanged":3,"rejected":0}""");
        (await register.Town.Read(db => db.Accounts.CountAsync())).ShouldBe(4);
        (await register.Audited()).Count.ShouldBe(3);
    }

    [BothEngines]
    public async Task What_the_list_says_otherwise_is_changed_and_what_it_leaves_empty_stays(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        await register.Imports(List);
        var (outcome, faults) = await register.Imports(
            Headings,
            "旌阳区公安分局,,旌阳警事,,旌阳区,公安,,王五,,,",
            "德阳市公安局,,,,德阳,公安,,,,,",
            "双东派出所,,,德阳市公安局,双东镇,司法,,,,,");
        faults.ShouldBeEmpty();
        outcome.ToJson().ShouldBe("""{"rows":3,"imported":0,"unchanged":1,"rejected":0,"changed":2}""");
        var station = register.Forest.All.Single(n => n.Handle == "shuangdongpcs");
        (register.Forest.Of(station.ParentId!.Value)!.Handle, station.LineKey).ShouldBe(("deyanggongan", "sifa"));
        var branch = register.Forest.All.Single(n => n.Handle == "jingyanggongan");
        var row = await register.Agency(branch.Id);
        (branch.Nickname, row.Contact, row.Phone, branch.ParentId).ShouldBe(("旌阳警事", "王五", "110", register.Forest.All.Single(n => n.Handle == "deyanggongan").Id));
        (await register.Town.Read(db => db.AgencyMoves.SingleAsync(m => m.Act == AgencyAct.Transfer))).Reason.ShouldBe("list.csv");
    }

    [BothEngines]
    public async Task Every_fault_is_told_by_row_column_and_cell_and_good_rows_stay(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        await register.Enters("德阳市税务局", "deyangshuiwu", line: "shuiwu");
        string[] list =
        [
            "name,handle,parent,region,line,level,unit_code",
            "德阳市教育局,deyangjiaoyu,,德阳市,教育,,",
            ",nameless,,德阳市,教育,,",
            "朝阳区教育局,chaoyang,,朝阳区,教育,,",
            "某某局,moumou,,不知道,卫生事业,省部级,",
            "坏手柄局,坏,,德阳市,教育,,",
            "税务大厅,deyangshuiwu,,德阳市,税务,,",
            "德阳市 教育局,second,,5106,教育,,",
            "旌阳区教育局,deyangjiaoyu,,旌阳区,教育,,",
            "坏代码局,badcode,,德阳市,教育,,91350100M000100Y44",
            "孤儿局,orphan,没有的局,德阳市,教育,,",
            "少一列,short,,德阳市",
            "广汉市教育局,guanghanjiaoyu,德阳市教育局,广汉,教育,县级,91350100M000100Y43",
        ];
        var (dry, said) = await register.Imports("list.csv", Bytes(list), dryRun: true);
        register.Forest.Count.ShouldBe(1);
        var (outcome, faults) = await register.Imports(list);
        faults.ShouldBe(
        [
            "row 3, name: Write the name of the unit",
            "row 4, region: \"朝阳区\" is the name of several regions, say which: 北京市 朝阳区, 吉林省 朝阳区",
            "row 5, region: \"不知道\" is no region we know",
            "row 5, line: \"卫生事业\" is no line we know; near it are: 卫生, 农业, 林业",
            "row 5, level: \"省部级\" is no level: province, city, county, town or village",
            "row 6, handle: \"坏\" " + Zhibo.Shared.Text.Words.For("en")["shared.name.bad_character", 30],
            "row 7, handle: \"deyangshuiwu\" " + Zhibo.Shared.Text.Words.For("en")["accounts.name_taken"],
            "row 8, name: \"德阳市 教育局\" stands in row 2 already",
            "row 9, handle: \"deyangjiaoyu\" stands in row 2 already",
            "row 10, unit_code: \"91350100M000100Y44\" This is no unit code: 18 signs, the last of which is a check sign",
            "row 11, parent: \"没有的局\" is nobody in the register or in this list",
            "row 12, columns: 4 found, 7 are named in the first row",
        ]);
        said.ShouldBe(faults);
        outcome.ToJson().ShouldBe("""{"rows":12,"imported":2,"unchanged":0,"rejected":10}""");
        dry.ToJson().ShouldBe(outcome.ToJson());
        (await register.Imports(list)).Outcome.ToJson().ShouldBe("""{"rows":12,"imported":0,"unchanged":2,"rejected":10}""");
    }

    [Fact]
    public async Task Circles_and_what_hangs_on_bad_rows_are_named()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        var (outcome, faults) = await register.Imports(
            "name,handle,parent,region,line",
            "甲局,jia,丙局,德阳市,公安",
            "乙局,yi,甲局,德阳市,公安",
            "丙局,bing,乙局,德阳市,公安",
            "自己局,ziji,自己局,德阳市,公安",
            "丁局,ding,甲局,德阳市,公安",
            "戊局,wu,没有,德阳市,公安",
            "己局,jiju,wu,德阳市,公安",
            "好局,hao,,德阳市,公安");
        faults.Select(f => f[..f.IndexOf(':', StringComparison.Ordinal)]).ShouldBe(["row 2, parent", "row 3, parent", "row 4, parent", "row 5, parent", "row 6, parent", "row 7, parent", "row 8, parent"]);
        faults[0].ShouldContain("甲局 → 丙局 → 乙局 → 甲局");
        faults[3].ShouldContain("自己局 → 自己局");
        faults[6].ShouldBe("row 8, parent: \"wu\" stands in row 7, which is faulty");
        outcome.ToJson().ShouldBe("""{"rows":8,"imported":1,"unchanged":0,"rejected":7}""");
        register.Forest.All.Select(n => n.Handle).ShouldBe(["hao"]);
    }

    [Fact]
    public async Task Of_several_parents_of_one_name_the_one_above_the_region_is_meant()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        var (_, faults) = await register.Imports(
            "name,handle,nickname,parent,region,line",
            "公安局,cityga,德阳公安,,德阳市,公安",
            "公安局,countyga,旌阳公安,德阳公安,旌阳区,公安",
            "派出所,station,,公安局,双东镇,公安",
            "指挥室,room,,公安局,北京市,公安");
        faults.ShouldBe(["row 5, parent: \"公安局\" is the name of 2 units: write the handle"]);
        register.Forest.Of(register.Forest.All.Single(n => n.Handle == "station").ParentId!.Value)!.Handle.ShouldBe("countyga");
    }

    [Fact]
    public async Task A_map_says_which_column_is_what()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        var rows = Bytes("甲,乙,丙,丁", "德阳市公安局,510600,警察口,甲类");
        await RegisterTown.Refused(register.Imports("x.csv", rows), RefusalKind.Invalid, "agencies.import.no_name");
        var map = """{"fields":{"name":"甲","region":"乙","line":{"column":"丙","values":{"警察口":"公安"}},"handle":{"column":"丁","values":{"甲类":"deyanggongan"}}}}""";
        var (outcome, faults) = await register.Imports("x.csv", rows, map);
        faults.ShouldBeEmpty();
        outcome.Imported.ShouldBe(1);
        await RegisterTown.Refused(register.Imports("x.csv", rows, """{"fields":{"name":"甲","region":"没有","line":"丙"}}"""), RefusalKind.Invalid, "agencies.import.no_region");
        await RegisterTown.Refused(register.Imports("x.csv", rows, """{"fields":{"wrong":"甲"}}"""), RefusalKind.Invalid, "agencies.import.bad_map");
    }

    [Fact]
    public async Task Lines_of_json_come_in_too_and_hostile_text_does_no_harm()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        var (outcome, faults) = await register.Imports("list.jsonl", Bytes(
            """{"name":"<script>alert(1)</script>局","handle":"xss","region":"德阳市","line":"公安","duties":"<img src=x onerror=alert(1)>"}""",
            """{"name":"零\u0000局","handle":"nul","region":"德阳市","line":"公安"}""",
            """{"name":"=cmd|' /C calc'!A0","handle":"formula","region":"德阳市","line":"公安"}""",
            """{"name":"孤","handle":"half","region":"\ud800","line":"公安"}"""));
        faults.Select(f => f.Split(':')[0]).ShouldBe(["row 2, name", "row 4, encoding"]);
        outcome.Imported.ShouldBe(2);
        var page = await register.Town.Stranger.Page("/@xss");
        page.QuerySelectorAll(".profile script, .profile img[src='x']").ShouldBeEmpty();
        page.QuerySelector(".facts.agency")!.TextContent.ShouldContain("<script>alert(1)</script>局");
    }

    [Fact]
    public async Task Too_many_rows_no_rows_and_no_right_are_refused_in_words()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        var many = Bytes([Headings, .. Enumerable.Range(1, 5001).Select(n => $"第{n}局,,,,德阳市,公安,,,,,")]);
        await RegisterTown.Refused(register.Imports("many.csv", many, dryRun: true), RefusalKind.Invalid, "agencies.import.too_many");
        await RegisterTown.Refused(register.Imports(Headings), RefusalKind.Invalid, "agencies.import.empty");
        await RegisterTown.Refused(register.Imports("\"\"", "x"), RefusalKind.Invalid, "shared.table.no_columns");
        var citizen = await register.Town.Citizen("路人");
        await RegisterTown.Refused(register.Imports("list.csv", Bytes(List), userId: citizen.UserId), RefusalKind.Forbidden, "agencies.not_yours");
        register.Forest.Count.ShouldBe(0);
    }

    [BothEngines]
    public async Task The_command_tells_faults_and_ends_with_one_line_of_json(EngineKind engine)
    {
        await using var register = await RegisterTown.Start(engine);
        var file = Path.Combine(register.Town.Database.Folder.FullName, "list.csv");
        await File.WriteAllLinesAsync(file, [.. List, "坏局,bad,,,不知道,公安,,,,,"], RegisterTown.Ct);
        var site = new Commands.Shell(register.Town);
        var said = await site.Does("", "import", "agencies", file, "--dry-run");
        (said.Code, said.Out).ShouldBe((0, """{"rows":4,"imported":3,"unchanged":0,"rejected":1}"""));
        said = await site.Does("", "import", "agencies", file);
        (said.Code, said.Out.Split('\n')[^1]).ShouldBe((0, """{"rows":4,"imported":3,"unchanged":0,"rejected":1}"""));
        said.Error.ShouldContain("row 5, 所在地区: \"不知道\" is no region we know");
        (await site.Does("", "import", "agencies", file)).Out.ShouldBe("""{"rows":4,"imported":0,"unchanged":3,"rejected":1}""");
        (await site.Does("", "import", "agencies", file + ".none")).Code.ShouldBe(1);
        (await register.Town.Read(db => db.Agencies.CountAsync())).ShouldBe(3);
    }

    private static byte[] Bytes(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));
}
