using Zhibo.Regions;
using Zhibo.Regions.Reading;

namespace Zhibo.Tests.Regions;

/// <summary>What clerks write into the column of regions.</summary>
public sealed class RegionsMeantTests
{
    private static readonly RegionAtlas Atlas = Country.Drawn(
        "51 四川省", "5106 德阳市", "510603 旌阳区", "510603100 双东镇", "510681 广汉市", "11 北京市", "110105 朝阳区", "22 吉林省", "220104 朝阳区");

    [Theory]
    [InlineData("5106", "5106")]
    [InlineData("510600", "5106")]
    [InlineData("510000", "51")]
    [InlineData("510603000000", "510603")]
    [InlineData("510603100000", "510603100")]
    [InlineData("999999", "")]
    [InlineData("德阳市", "5106")]
    [InlineData("德阳", "5106")]
    [InlineData("德陽市", "5106")]
    [InlineData("四川省德阳市旌阳区", "510603")]
    [InlineData("四川 德阳 旌阳区", "510603")]
    [InlineData("四川·旌阳", "510603")]
    [InlineData("旌阳区双东镇", "510603100")]
    [InlineData("北京市旌阳区", "")]
    [InlineData("朝阳区", "110105 220104")]
    [InlineData("北京朝阳", "110105")]
    [InlineData("吉林省朝阳区", "220104")]
    [InlineData("德阳市德阳市", "")]
    [InlineData("jingyang", "")]
    [InlineData("", "")]
    public void A_region_is_known_by_code_name_and_path(string said, string codes) =>
        string.Join(' ', Atlas.Meant(said).Select(region => region.Code)).ShouldBe(codes);

    [Fact]
    public void A_long_text_names_no_region() => Atlas.Meant(new string('德', 100)).ShouldBeEmpty();

    [Fact]
    public void The_way_down_and_the_way_up()
    {
        Atlas.PathOf("510603100").ShouldBe("四川省 德阳市 旌阳区 双东镇");
        Atlas.PathOf("999999").ShouldBe("999999");
        Atlas.Down("510603").Select(region => region.Code).ShouldBe(["51", "5106", "510603"]);
        Atlas.Down(null).ShouldBeEmpty();
        Atlas.UpTo("510603100", RegionLevel.County)!.Code.ShouldBe("510603");
        Atlas.UpTo("510603", RegionLevel.County)!.Code.ShouldBe("510603");
        Atlas.UpTo("5106", RegionLevel.County).ShouldBeNull();
    }

    [Fact]
    public void Regions_are_counted_by_level()
    {
        Atlas.Count(null, RegionLevel.County).ShouldBe(4);
        Atlas.Count("51", RegionLevel.County).ShouldBe(2);
        Atlas.Count("5106", RegionLevel.Town).ShouldBe(1);
        Atlas.Count("22", RegionLevel.Village).ShouldBe(0);
    }
}
