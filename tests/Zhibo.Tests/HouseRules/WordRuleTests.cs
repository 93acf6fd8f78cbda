using System.Text.RegularExpressions;
using Zhibo.Shared.Text;

namespace Zhibo.Tests.HouseRules;

/// <summary>Every word that code asks for exists, every word that exists is asked for, and traditional is traditional.
/// That the three languages agree is checked beside Words itself.</summary>
public sealed partial class WordRuleTests
{
    // Forms that stand only in simplified writing. Characters that both know (后, 里, 台, 只, 系 …) are not listed.
    private const string SimplifiedOnly =
        "们这为来时说国会对发过还实现样动经开关门问间见长东车马鸟鱼龙风飞书买卖应该认证账录码击页图频评论赞转选择无显隐进线网络组织报举简体语"
        + "请输确删编辑标题权尽处启闭记忆软资讯邮钱银铁错误户头题区电话号码场员单双点击访问权责务让谁给与约结继续绝统级纪红纳细终绍练专业严丧个丰临"
        + "义乌乐习乡亏云亚产亲亿仅从仓仪价众优伙伤伦传伪侠侣侦侨债倾偿储儿党兰兴养兽内冈写军农决况净凉减凤凭凯刘则刚创别剧劝办劲势匀医华协卢卫厂厅历厉压"
        + "厌县参叶叹吗吕听启吴员响哑唤啸园围圆圣坏坚坛块坠垒墙壮声壳备复夹夺奋奖妆妇妈娱孙学宝审宪宽宾寻导寿将尔尘尝层属岁岗岛峡币师帐带帮广庄庆库庙废"
        + "张弹强归当彻径忧怀态怜总恋恳恶悬惊惧惨惯愤愿懒戏战扑执扩扫扬扰抚抛抢护拟拥拨挂挡挣挤挥捞损换据掷摄摆摇撑敌数斋断旧旷显晓暂术机杀杂权条杨极构枢枪"
        + "柜档桥梦检楼欢欧残毁毕汇汉汤沟没沪泪泽洁测济浑浓涛润涨渐湾湿满滚滞滤潜灭灯灵灾炉炼烂烦烧热爱爷牵状犹独狭狮狱猎猫环";

    private static readonly HashSet<string> Modules = [.. House.ModuleTable.Keys.Select(m => m.ToLowerInvariant())];

    /// <summary>Names of things, not words to readers.</summary>
    private static readonly string[] Exempt = ["Demo/", "Shared/Text/", "Shared/Settings.cs", "Accounts/Access/DeviceName.cs"];

    [Fact]
    public void Every_word_that_code_asks_for_exists()
    {
        var known = Words.For("zh-Hans").Keys.ToHashSet();
        (from use in Literals()
         where Modules.Contains(use.Key.Split('.')[0]) && !known.Contains(use.Key)
         select $"{use.File}: {use.Key}")
        .ShouldBeNone("Add the word to the three files of its module:");
    }

    [Fact]
    public void Every_word_is_asked_for()
    {
        var used = Literals().Select(l => l.Key).ToHashSet();
        var beginnings = Beginnings().ToList();
        Words.For("zh-Hans").Keys.Where(k => !used.Contains(k) && !beginnings.Exists(b => k.StartsWith(b, StringComparison.Ordinal)))
            .ShouldBeNone("Nobody says this word; take it out of the three files:");
    }

    [Fact]
    public void Traditional_is_traditional() =>
        (from key in Words.For("zh-Hant").Keys
         let text = Words.For("zh-Hant")[key]
         where text.Any(c => SimplifiedOnly.Contains(c, StringComparison.Ordinal))
         select $"{key}: {text} ({string.Concat(text.Where(c => SimplifiedOnly.Contains(c, StringComparison.Ordinal)))})")
        .ShouldBeNone("Write it in traditional characters:");

    [Fact]
    public void English_is_english() =>
        Words.For("en").Keys.Where(k => Han().IsMatch(Words.For("en")[k])).Select(k => $"{k}: {Words.For("en")[k]}")
            .Where(l => !l.StartsWith("web.language", StringComparison.Ordinal)).ShouldBeNone("Say it in English:");

    [Fact]
    public void Chinese_is_not_left_in_code() =>
        (from file in House.Sources(".cs", ".razor")
         where !Exempt.Any(e => file.Path.StartsWith("src/Zhibo/" + e, StringComparison.Ordinal))
         from line in file.Lines.Index()
         let code = Comment().Replace(line.Item, "").Replace("Zhibo 织博", "", StringComparison.Ordinal)
         where HanInQuotes().IsMatch(code)
         select $"{file.Path}:{line.Index + 1}: {line.Item.Trim()}")
        .ShouldBeNone("Visible text belongs into the word files:");

    private static IEnumerable<(string File, string Key)> Literals() =>
        from file in House.Sources(".cs", ".razor")
        from key in Key().Matches(file.Text).Select(m => m.Groups["key"].Value)
            // ?done=posts.deleted in an address makes the next page say posts.done.deleted.
            .Concat(Done().Matches(file.Text).Select(m => $"{m.Groups["module"].Value}.done.{m.Groups["what"].Value}"))
        select (file.Path, key);

    /// <summary>$"posts.visibility.{…}" asks for every word that begins so.</summary>
    private static IEnumerable<string> Beginnings() =>
        from file in House.Sources(".cs", ".razor")
        from match in Beginning().Matches(file.Text)
        let key = match.Groups["key"].Value
        where Modules.Contains(key.Split('.')[0])
        select key;

    [GeneratedRegex(@"\?done=(?<module>[a-z]+)\.(?<what>[a-z_]+)")]
    private static partial Regex Done();

    [GeneratedRegex(@"""(?<key>[a-z0-9]+(\.[a-z0-9_]+)+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"""(?<key>[a-z0-9]+\.[a-z0-9_.]*)(\{|""\s*\+)")]
    private static partial Regex Beginning();

    [GeneratedRegex(@"\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex Han();

    [GeneratedRegex(@"""[^""]*\p{IsCJKUnifiedIdeographs}|>[^<]*\p{IsCJKUnifiedIdeographs}")]
    private static partial Regex HanInQuotes();

    [GeneratedRegex(@"//.*$|@\*.*")]
    private static partial Regex Comment();
}
