using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Zhibo.Regions;
using Zhibo.Tests.Commands;
using Zhibo.Tests.Shared;

namespace Zhibo.Tests.Regions;

public sealed class ImportRegionsStories
{
    [BothEngines]
    public async Task The_country_comes_in_once_and_knows_its_own(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (outcome, faults) = await town.Settle();
        faults.ShouldBeEmpty();
        outcome.ShouldBe(new(Country.Size + 4, Country.Size, 0, 0, 0, 4, 0));
        outcome.ToJson().ShouldBe($$"""{"rows":{{Country.Size + 4}},"imported":{{Country.Size}},"changed":0,"unchanged":0,"rejected":0,"left_out":4,"no_longer_listed":0}""");

        var enshi = await town.Read(db => db.Regions.SingleAsync(r => r.Code == "4228"));
        (enshi.ShortName, enshi.Pinyin, enshi.Initials, enshi.Level, enshi.ParentCode).ShouldBe(("恩施", "enshitujiazumiaozuzizhizhou", "estjzmzzzz", RegionLevel.City, "42"));
        var atlas = town.Atlas();
        atlas.PathOf("110105001").ShouldBe("北京市 朝阳区 建外街道");
        atlas.PathOf("441900003").ShouldBe("广东省 东莞市 东城街道");
        atlas.PathOf("429004").ShouldBe("湖北省 仙桃市");
        atlas.Children("71").Select(r => (r.Code, r.Name)).ShouldBe([("7101", "台北市"), ("719001", "新竹县"), ("719002", "金门县")]);
        atlas.Of("810101")!.Variants.ShouldBeEmpty();
        atlas.Of("810102")!.Variants.ShouldBe(["观塘"]);

        (await town.Settle()).Outcome.ShouldBe(new(Country.Size + 4, 0, 0, Country.Size, 0, 4, 0));
        (await town.Read(db => db.AuditEntries.CountAsync(e => e.Act == "region.imported"))).ShouldBe(1);
    }

    [BothEngines]
    public async Task A_new_edition_renames_and_takes_nothing_away(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Settle();
        await town.Write(db =>
        {
            var village = new Region { Code = "510603100901", ParentCode = "510603100", Level = RegionLevel.Village, Name = "新龙村", ShortName = "新龙", AddedHere = true };
            db.Regions.Add(village);
            db.Regions.Find("510682")!.Latitude = 31.13;
            db.Regions.Find("510682")!.Longitude = 104.17;
            db.Raise(new RegionsChanged());
        });
        var areas = Country.Areas.Replace("什邡市", "雍城市", StringComparison.Ordinal).Replace("""{"code":"510681","name":"广汉市"}""", """{"code":"510604","name":"罗江区"}""", StringComparison.Ordinal);
        var (outcome, _) = await town.BringsIn(Country.Files(areas));
        (outcome.Imported, outcome.Changed, outcome.NoLongerListed).ShouldBe((1, 1, 1));

        var atlas = town.Atlas();
        var renamed = atlas.Of("510682")!;
        (renamed.Name, renamed.ShortName, renamed.Latitude).ShouldBe(("雍城市", "雍城", 31.13));
        renamed.Variants.ShouldBe(["什邡市"]);
        atlas.Find("什邡")[0].ShouldBe(renamed);
        atlas.Of("510681").ShouldNotBeNull();
        atlas.Of("510603100901")!.Name.ShouldBe("新龙村");
        // Those without codes keep theirs, whatever the order of the list.
        var turned = Country.Files();
        turned[^1] = Country.File("HK-MO-TW.json", """{"香港特别行政区":{"香港島":["中西區"],"九龍":["觀塘","深水埗"]}}""");
        await town.BringsIn(turned);
        town.Atlas().Of("810101")!.Name.ShouldBe("深水埗");
        town.Atlas().Of("8102")!.Name.ShouldBe("香港島");
    }

    [BothEngines]
    public async Task A_table_of_our_own_form_says_what_is_wrong_with_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        await town.Settle();
        const string Csv = """
            编码,名称,上级,纬度,经度,别名
            510683000000,绵竹市,510600,31.3380,104.2008,"緜竹, 棉竹"
            510682,什邡市,,31.1270,104.1679,
            99999,没有,,,,
            530102,五华区,,,,
            510604,罗江区,4419,,,
            510605,一,,,,
            510606,中江县,,91,104,
            510607,安县,,31,,
            510683,又一个,,,,
            """;
        const string Map = """{"fields":{"code":"编码","name":"名称","parent":"上级","lat":"纬度","long":"经度","variants":"别名"}}""";
        var dry = await town.BringsIn([Country.File("regions.csv", Csv)], Map, dryRun: true);
        town.Atlas().Of("510683").ShouldBeNull();
        var (outcome, faults) = await town.BringsIn([Country.File("regions.csv", Csv)], Map);
        dry.Outcome.ShouldBe(outcome);
        outcome.ShouldBe(new(9, 1, 1, 0, 7, 0, 0));
        faults.Order(StringComparer.Ordinal).Select(fault => fault.Split(':')[0]).ShouldBe(["row 10, 编码", "row 4, 编码", "row 5, 上级", "row 6, 上级", "row 7, 名称", "row 8, 纬度", "row 9, 经度"]);
        var mianzhu = town.Atlas().Of("510683")!;
        (mianzhu.ParentCode, mianzhu.Latitude, mianzhu.Longitude).ShouldBe(("5106", 31.338, 104.2008));
        mianzhu.Variants.ShouldBe(["緜竹", "棉竹"]);
        // 罗江 has no row: the nearest there is is in the same city.
        town.Atlas().Nearest(31.32, 104.5)!.Region.Name.ShouldBe("绵竹市");
    }

    [Fact]
    public async Task The_whole_country_comes_in_by_the_command_in_seconds()
    {
        var folder = Path.GetDirectoryName(Repository.Pack("data", "china-divisions", "provinces.json"))!;
        await using var town = await Town.Start(EngineKind.Sqlite);
        var watch = Stopwatch.StartNew();
        var said = await new Shell(town).Does("", "import", "regions", folder);
        var took = watch.Elapsed;
        said.Code.ShouldBe(0, said.Error);
        said.Out.ShouldContain("\"rejected\":0");
        // On a quiet machine a third of it.
        took.ShouldBeLessThan(TimeSpan.FromSeconds(30));

        watch.Restart();
        await new Shell(town).Does("", "import", "regions", folder);
        TestContext.Current.TestOutputHelper?.WriteLine($"first {took.TotalSeconds:F1} s, again {watch.Elapsed.TotalSeconds:F1} s\n{said.Out}");
        await town.Quiet();
        watch.Restart();
        var atlas = town.Atlas();
        TestContext.Current.TestOutputHelper?.WriteLine($"{atlas.All.Count} read in {watch.ElapsedMilliseconds} ms");
        (await town.Read(db => db.AuditEntries.CountAsync(e => e.Act == "region.imported"))).ShouldBe(1);
        atlas.Children(null).Count.ShouldBe(34);
        atlas.All.Count.ShouldBeGreaterThan(41_000);
        atlas.All.Where(r => r.ParentCode is not null && atlas.Of(r.ParentCode) is null).ShouldBeEmpty();
        atlas.All.Where(r => r.Pinyin.Length == 0 || r.ShortName.Length < 2).ShouldBeEmpty();
        Finds(atlas, watch);
    }

    [Fact]
    public async Task What_is_no_list_is_refused_in_one_line()
    {
        await using var town = await Town.Start(EngineKind.Sqlite);
        await using var folder = new Folder();
        var shell = new Shell(town);
        (await shell.Does("", "import", "regions", folder.Path)).Error.ShouldContain("there is none of provinces.json");
        (await shell.Does("", "import", "regions", Path.Combine(folder.Path, "no.csv"))).Error.ShouldContain("there is no file or folder");
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "provinces.json"), "{\"a\":1}", TestContext.Current.CancellationToken);
        var said = await shell.Does("", "import", "regions", folder.Path);
        (said.Code, said.Error).ShouldBe((1, "zhibo: provinces.json is no JSON array"));
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "x.csv"), "a,b\n1,2\n", TestContext.Current.CancellationToken);
        (await shell.Does("", "import", "regions", Path.Combine(folder.Path, "x.csv"))).Error.ShouldContain("no column is given for code");
    }

    private static void Finds(Zhibo.Regions.Reading.RegionAtlas atlas, Stopwatch watch)
    {
        string[] First(string text, string? under = null) => [.. atlas.Find(text, under, 3).Select(r => atlas.PathOf(r.Code))];
        First("德阳")[0].ShouldBe("四川省 德阳市");
        First("cq")[0].ShouldBe("重庆市");
        First("shanxian")[0].ShouldBe("山东省 菏泽市 单县");
        First("朝阳区", "11").ShouldBe(["北京市 朝阳区"]);
        First("510603")[0].ShouldBe("四川省 德阳市 旌阳区");
        atlas.In("北京市朝阳区呼家楼街道的路灯不亮").Single().Certain!.Name.ShouldBe("呼家楼街道");
        atlas.In("公安局和平民警和东方社区").ShouldBeEmpty();
        watch.Restart();
        for (var i = 0; i < 10; i++) atlas.Find(i % 2 == 0 ? "jingyang" : "阳");
        var find = watch.Elapsed / 10;
        watch.Restart();
        for (var i = 0; i < 100; i++) atlas.In("四川省德阳市旌阳区黄许镇的橘子卖不掉，北京朝阳区的朋友说可以帮忙转发到成都和重庆");
        TestContext.Current.TestOutputHelper?.WriteLine($"find {find.TotalMilliseconds:F1} ms, in a text {watch.Elapsed.TotalMicroseconds / 100:F0} µs");
        find.ShouldBeLessThan(TimeSpan.FromMilliseconds(60));
    }
}
