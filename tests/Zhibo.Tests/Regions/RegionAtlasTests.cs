using Zhibo.Regions;
using Zhibo.Regions.Reading;

namespace Zhibo.Tests.Regions;

public sealed class RegionAtlasTests
{
    private static readonly RegionAtlas Atlas = Country.Drawn(
        "11 北京市", "110105 朝阳区", "110106 丰台区", "22 吉林省", "2201 长春市", "220104 朝阳区", "2202 吉林市", "21 辽宁省", "2113 朝阳市",
        "37 山东省", "3717 菏泽市", "371722 单县", "42 湖北省", "4210 荆州市", "421022 公安县", "50 重庆市", "500101 万州区",
        "51 四川省", "5106 德阳市", "510603 旌阳区", "510603001 城北街道", "510603100 黄许镇", "510681 广汉市", "510682 什邡市", "5101 成都市", "510104 锦江区");

    [Theory]
    [InlineData("德阳市", RegionLevel.City, "德阳")]
    [InlineData("北京市", RegionLevel.Province, "北京")]
    [InlineData("广西壮族自治区", RegionLevel.Province, "广西")]
    [InlineData("内蒙古自治区", RegionLevel.Province, "内蒙古")]
    [InlineData("新疆维吾尔自治区", RegionLevel.Province, "新疆")]
    [InlineData("香港特别行政区", RegionLevel.Province, "香港")]
    [InlineData("恩施土家族苗族自治州", RegionLevel.City, "恩施")]
    [InlineData("巴音郭楞蒙古自治州", RegionLevel.City, "巴音郭楞")]
    [InlineData("克孜勒苏柯尔克孜自治州", RegionLevel.City, "克孜勒苏")]
    [InlineData("黔东南苗族侗族自治州", RegionLevel.City, "黔东南")]
    [InlineData("大兴安岭地区", RegionLevel.City, "大兴安岭")]
    [InlineData("锡林郭勒盟", RegionLevel.City, "锡林郭勒")]
    [InlineData("单县", RegionLevel.County, "单县")]
    [InlineData("城区", RegionLevel.County, "城区")]
    [InlineData("旌阳区", RegionLevel.County, "旌阳")]
    [InlineData("浦东新区", RegionLevel.County, "浦东")]
    [InlineData("双江拉祜族佤族布朗族傣族自治县", RegionLevel.County, "双江")]
    [InlineData("东乡族自治县", RegionLevel.County, "东乡")]
    [InlineData("鄂伦春自治旗", RegionLevel.County, "鄂伦春")]
    [InlineData("隆林各族自治县", RegionLevel.County, "隆林")]
    [InlineData("和布克赛尔蒙古自治县", RegionLevel.County, "和布克赛尔")]
    [InlineData("瀍河回族区", RegionLevel.County, "瀍河")]
    [InlineData("科尔沁左翼中旗", RegionLevel.County, "科尔沁左翼中旗")]
    [InlineData("阿鲁科尔沁旗", RegionLevel.County, "阿鲁科尔沁")]
    [InlineData("六枝特区", RegionLevel.County, "六枝")]
    [InlineData("黄许镇", RegionLevel.Town, "黄许")]
    [InlineData("城北街道", RegionLevel.Town, "城北")]
    [InlineData("果书塘彝族乡", RegionLevel.Town, "果书塘")]
    [InlineData("杨镇", RegionLevel.Town, "杨镇")]
    [InlineData("贡宝拉格苏木", RegionLevel.Town, "贡宝拉格")]
    [InlineData("柏隆村", RegionLevel.Village, "柏隆")]
    [InlineData("城北社区居委会", RegionLevel.Village, "城北")]
    public void Short_names_are_what_people_say(string name, RegionLevel level, string shortName) => RegionNaming.ShortNameOf(name, level).ShouldBe(shortName);

    [Theory]
    [InlineData("51", "51")]
    [InlineData("510600", "5106")]
    [InlineData("510000", "51")]
    [InlineData("510603001000", "510603001")]
    [InlineData("510600000000", "5106")]
    [InlineData("441900003", "441900003")]
    [InlineData("429004", "429004")]
    [InlineData(" 5106 ", "5106")]
    [InlineData("510603001201", "510603001201")]
    [InlineData("5", null)]
    [InlineData("51060", null)]
    [InlineData("000000", null)]
    [InlineData("", null)]
    [InlineData("五一", null)]
    [InlineData("٥١", null)]
    public void Codes_come_with_and_without_zeros(string typed, string? code) => RegionCode.Read(typed).ShouldBe(code);

    [Theory]
    [InlineData("德阳", "德阳市")]
    [InlineData("德陽", "德阳市")]
    [InlineData("deyang", "德阳市")]
    [InlineData("dy", "德阳市")]
    [InlineData("DeYangShi", "德阳市")]
    [InlineData("旌", "旌阳区")]
    [InlineData("shifang", "什邡市")]
    [InlineData("shanxian", "单县")]
    [InlineData("吉林", "吉林省 吉林市")]
    [InlineData("朝阳", "朝阳市 朝阳区 朝阳区")]
    [InlineData("北京 朝阳", "朝阳区")]
    [InlineData("bj cy", "朝阳区")]
    [InlineData("四川省德阳市旌阳区", "旌阳区")]
    [InlineData("510682000000", "什邡市")]
    [InlineData("5101", "成都市 锦江区")]
    [InlineData("乌有乡", "")]
    [InlineData("%", "")]
    [InlineData("", "")]
    [InlineData("1 2 3 4 5 6 7", "")]
    public void Somebody_looks_for_a_region(string query, string found) => string.Join(' ', Atlas.Find(query).Take(3).Select(r => r.Name)).ShouldBe(found);

    [Fact]
    public void Below_a_region_only_what_is_below_is_found()
    {
        Atlas.Find("朝阳", "22").Select(r => r.Code).ShouldBe(["220104"]);
        Atlas.Find("德阳", "5106").ShouldBeEmpty();
        Atlas.Find("德阳", "99").ShouldBeEmpty();
        Atlas.Find("阳", null, 2).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("四川省德阳市旌阳区黄许镇的橘子", "黄许镇")]
    [InlineData("四川 德阳·旌阳 黄许", "黄许镇")]
    [InlineData("成都和什邡都下雨了", "成都市|什邡市")]
    [InlineData("德阳和什邡都下雨了", "什邡市")]
    [InlineData("德陽的銀杏黃了", "德阳市")]
    [InlineData("北京朝阳区堵车", "朝阳区@110105")]
    [InlineData("我在北京，住朝阳区", "朝阳区@110105")]
    [InlineData("朝阳区堵车", "朝阳区/朝阳区")]
    [InlineData("朝阳下雨", "朝阳市")]
    [InlineData("吉林省吉林市", "吉林市")]
    [InlineData("吉林下雪", "吉林省/吉林市")]
    [InlineData("公安局来了", "")]
    [InlineData("湖北公安发洪水", "公安县")]
    [InlineData("公安县发洪水", "公安县")]
    [InlineData("锦江的水涨了", "")]
    [InlineData("城北街道通知", "城北街道")]
    [InlineData("黄许的路", "")]
    [InlineData("重庆万州", "万州区")]
    [InlineData("", "")]
    [InlineData("没有地名", "")]
    [InlineData("\ud800德阳\udc00", "德阳市")]
    public void A_text_names_regions(string text, string named) =>
        string.Join('|', Atlas.In(text).Select(m => string.Join('/', m.Regions.Select(r => r.Name + (named.Contains('@') ? "@" + r.Code : ""))))).ShouldBe(named);

    [Theory]
    [InlineData("黄许的路", "5106", "黄许镇")]
    [InlineData("朝阳区堵车", "22", "朝阳区@220104")]
    [InlineData("锦江的水涨了", "51", "锦江区")]
    public void At_home_short_names_count_and_decide(string text, string home, string named) =>
        string.Join('|', Atlas.In(text, home).SelectMany(m => m.Regions).Select(r => r.Name + (named.Contains('@') ? "@" + r.Code : ""))).ShouldBe(named);

    [Fact]
    public void A_mention_knows_where_it_stands()
    {
        const string Text = "昨天在四川省 德阳市旌阳区，今天回成都";
        var mentions = Atlas.In(Text);
        mentions.Select(m => Text.Substring(m.At, m.Length)).ShouldBe(["四川省 德阳市旌阳区", "成都"]);
    }

    [Fact]
    public void The_nearest_centre_is_found()
    {
        var atlas = new RegionAtlas(
        [
            new("51", RegionLevel.Province, "四川省", "四川") { Latitude = 31.13, Longitude = 104.39 },
            new("5106", RegionLevel.City, "德阳市", "德阳") { ParentCode = "51", Latitude = 31.13, Longitude = 104.39 },
            new("65", RegionLevel.Province, "新疆维吾尔自治区", "新疆") { Latitude = 43.8, Longitude = 87.6 },
            new("5107", RegionLevel.City, "绵阳市", "绵阳"),
        ]);
        var near = atlas.Nearest(31.0, 104.4)!;
        near.Region.Name.ShouldBe("德阳市");
        near.Kilometres.ShouldBe(14.5, 0.3);
        atlas.Nearest(31.0, 104.4, RegionLevel.Province)!.Region.Name.ShouldBe("四川省");
        Atlas.Nearest(31, 104).ShouldBeNull();
    }
}
