using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Zhibo.Regions;
using Zhibo.Regions.Import;
using Zhibo.Regions.Reading;

namespace Zhibo.Tests.Regions;

/// <summary>A small country with what makes the large one hard, and how it is brought into a town.</summary>
internal static class Country
{
    public const string Provinces = """[{"code":"11","name":"北京市"},{"code":"22","name":"吉林省"},{"code":"42","name":"湖北省"},{"code":"44","name":"广东省"},{"code":"51","name":"四川省"},{"code":"81","name":"香港特别行政区"},{"code":"资料","name":"台湾省"}]""";

    public const string Cities = """[{"code":"1101","name":"市辖区","provinceCode":"11"},{"code":"2201","name":"长春市"},{"code":"2202","name":"吉林市"},{"code":"4210","name":"荆州市"},{"code":"4228","name":"恩施土家族苗族自治州"},{"code":"4419","name":"东莞市"},{"code":"5101","name":"成都市"},{"code":"5106","name":"德阳市"}]""";

    public const string Areas = """[{"code":"110105","name":"朝阳区"},{"code":"220104","name":"朝阳区"},{"code":"421022","name":"公安县"},{"code":"422801","name":"恩施市"},{"code":"441900","name":"东莞市"},{"code":"429004","name":"仙桃市"},{"code":"510603","name":"旌阳区"},{"code":"510682","name":"什邡市"},{"code":"510681","name":"广汉市"}]""";

    public const string Streets = "code,name,areaCode,cityCode,provinceCode\n110105001,建外街道,110105,1101,11\n441900003,东城街道,441900,4419,44\n510603001,城北街道,510603,5106,51\n510603100,黄许镇,510603,5106,51\n510603999,旧镇（撤销）,510603,5106,51\n";

    public const string Uncoded = """{"香港特别行政区":{"九龍":["深水埗","觀塘"]},"台湾省":{"台北市":["中正区","大安区"],"省辖县":["新竹县","“金门县”"]}}""";

    /// <summary>How many regions it has: all but 市辖区, the double of 东莞 and the abolished town.</summary>
    public const int Size = 34;

    public static RegionFile[] Files(string? areas = null) =>
    [
        File("provinces.json", Provinces), File("cities.json", Cities), File("areas.json", areas ?? Areas), File("streets.csv", Streets), File("HK-MO-TW.json", Uncoded),
    ];

    public static RegionFile File(string name, string text) => new(name, new MemoryStream(Encoding.UTF8.GetBytes(text)));

    public static Task<(ImportRegions.Outcome Outcome, List<string> Faults)> Settle(this Town town) => town.BringsIn(Files());

    public static async Task<(ImportRegions.Outcome Outcome, List<string> Faults)> BringsIn(this Town town, IReadOnlyList<RegionFile> files, string? map = null, bool dryRun = false)
    {
        List<string> faults = [];
        var outcome = await town.Services.GetRequiredService<ImportRegions>().Run(new(files)
        {
            MapJson = map,
            DryRun = dryRun,
            Rejected = fault => faults.Add(fault.ToString()),
        }, TestContext.Current.CancellationToken);
        return (outcome, faults);
    }

    public static RegionAtlas Atlas(this Town town) => town.Services.GetRequiredService<RegionTree>().Now;

    /// <summary>Of texts like "5106 德阳市", without a database.</summary>
    public static RegionAtlas Drawn(params string[] regions)
    {
        var codes = regions.Select(r => r.Split(' ')[0]).ToHashSet();
        return new([.. regions.Select(r => r.Split(' ')).Select(parts =>
        {
            var region = new Region { Code = parts[0], Level = RegionCode.LevelOf(parts[0])!.Value, Name = "", ShortName = "" };
            region.Call(parts[1]);
            return new RegionNode(region.Code, region.Level, region.Name, region.ShortName)
            {
                ParentCode = RegionCode.Above(region.Code).FirstOrDefault(codes.Contains),
                Pinyin = region.Pinyin,
                Initials = region.Initials,
            };
        })]);
    }
}
