using Microsoft.Extensions.DependencyInjection;
using Zhibo.Agencies;

namespace Zhibo.Tests.Agencies;

/// <summary>What clerks write into the column of regions.</summary>
public sealed class RegionLookupTests
{
    [Fact]
    public async Task A_region_is_known_by_code_name_and_path()
    {
        await using var register = await RegisterTown.Start(EngineKind.Sqlite);
        var regions = register.Town.Services.GetRequiredService<RegionLookup>();
        foreach (var (said, codes) in new (string, string[])[]
        {
            ("5106", ["5106"]), ("510600", ["5106"]), ("510000", ["51"]), ("510603000000", ["510603"]), ("510603100000", ["510603100"]), ("999999", []),
            ("德阳市", ["5106"]), ("德阳", ["5106"]), ("四川省德阳市旌阳区", ["510603"]), ("四川 德阳 旌阳区", ["510603"]), ("四川·旌阳", ["510603"]),
            ("旌阳区双东镇", ["510603100"]), ("北京市旌阳区", []), ("朝阳区", ["110105", "220104"]), ("北京朝阳", ["110105"]), ("吉林省朝阳区", ["220104"]),
            ("", []), (new string('德', 100), []), ("德阳市德阳市", []),
        })
            regions.Find(said).Select(r => r.Code).ShouldBe(codes, said);
        regions.PathOf("510603100").ShouldBe("四川省 德阳市 旌阳区 双东镇");
    }
}
