using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Zhibo.Accounts;

namespace Zhibo.Tests.Search;

/// <summary>What is found, by whom, in which order.</summary>
public sealed class FindingStories
{
    [BothEngines]
    public async Task Posts_are_found_by_their_words(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var office = await town.Citizen("微博德阳", "weibodeyang", AccountKind.Agency);
        const string Outage = "東湖山公園明天停水，請提前儲水", Number = "关于印发〈政务公开要点〉的通知（国办发〔2018〕123号）", Net = "这里的 5G 网络很快，ＷＩＦＩ也是";
        await office.Posts(Outage);
        await office.Posts(Number);
        await wang.Posts(Net);
        await wang.Posts("橘子熟了", answering: await wang.Posts("陈学珍家的橘子"));
        await town.Indexed();

        foreach (var question in new[] { "停水", "东湖山公园", "东湖山 停水", "停水 东湖山", "明天停水", "“請提前储水”", "儲", "储", "东 儲 山", "停水 公" }) (await town.Stranger.Finds(question)).ShouldBe([Outage], question);
        foreach (var question in new[] { "国办发〔2018〕123号", "国办发[2018]123号", "國辦發（２０１８）123號", "国办发2018123号", "国办发 2018 123号", "〔2018〕", "2018" }) (await town.Stranger.Finds(question)).ShouldBe([Number], question);
        foreach (var question in new[] { "5G网络", "5g 网络", "wifi", "ＷＩＦＩ", "WiFi也", "5", "w" }) (await town.Stranger.Finds(question)).ShouldBe([Net], question);
        (await town.Stranger.Finds("橘子")).ShouldBe(["橘子熟了", "陈学珍家的橘子"]);
        foreach (var question in new[] { "停水请", "公园停水", "2018 124号", "橘子 停水", "鹏", "五" }) (await town.Stranger.Finds(question)).ShouldBeEmpty(question);
    }

    [BothEngines]
    public async Task Only_what_the_reader_may_see_is_found(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李晓", "li"), await town.Citizen("赵四", "zhao"));
        await li.Follows(wang);
        foreach (var (text, visibility) in new[] { ("水：给大家", "public"), ("水：不进广场", "unlisted"), ("水：给粉丝", "private"), ("水：悄悄话 @李晓", "direct") }) await wang.Posts(text, visibility);
        await wang.Reposts(await li.Posts("水：李晓"));
        await town.Indexed();
        foreach (var question in new[] { "水", "给粉丝", "悄悄话", "from:wang", "from:me", "不进广场" })
        {
            (await wang.Finds(question)).ShouldContain(t => t.StartsWith("水：", StringComparison.Ordinal), question);
            foreach (var other in new[] { town.Stranger, li }) (await other.Finds(question)).ShouldAllBe(t => t == "水：给大家" || t == "水：李晓", question);
        }
        (await wang.Finds("水")).ShouldBe(["水：李晓", "水：悄悄话 @李晓", "水：给粉丝", "水：不进广场", "水：给大家"]);
        (await li.Finds("水")).ShouldBe(["水：李晓", "水：给大家"]);

        await zhao.Mutes(li);
        (await zhao.Finds("水")).ShouldBe(["水：给大家"]);
        (await zhao.Finds("from:li 水")).ShouldBe(["水：李晓"]);
        await li.Blocks(zhao);
        foreach (var question in new[] { "from:li", "水：李晓", "水 from:李晓" }) (await zhao.Finds(question)).ShouldNotContain("水：李晓", question);
        (await zhao.FindsAccounts("李晓")).ShouldBeEmpty();
        (await li.FindsAccounts("zhao")).ShouldBeEmpty();
        (await town.Stranger.FindsAccounts("李晓")).ShouldBe(["李晓"]);
    }

    [BothEngines]
    public async Task What_is_corrected_or_deleted_is_found_no_more(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var corrected = await wang.Posts("明天停水");
        var deleted = await wang.Posts("明天停电");
        await town.Indexed();
        await wang.Edits(corrected, "后天停气 #更正#");
        await wang.Deletes(deleted);
        // Written and gone before anybody put it in.
        await wang.Deletes(await wang.Posts("明天停课"));
        await town.Indexed();
        foreach (var gone in new[] { "停水", "停电", "停课", "明天", "电" }) (await town.Stranger.Finds(gone)).ShouldBeEmpty(gone);
        foreach (var there in new[] { "停气", "后天", "#更正#", "from:wang" }) (await town.Stranger.Finds(there)).ShouldBe(["后天停气 #更正#"], there);
        (await town.Read(db => Task.FromResult(db.SearchedPosts.Count()))).ShouldBe(1);
    }

    [BothEngines]
    public async Task Operators_narrow_the_question(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var wang = await town.Citizen("王小微", "wang");
        var office = await town.Citizen("微博德阳", "weibodeyang", AccountKind.Agency);
        var zone = TimeSpan.FromHours(8);
        var first = town.Clock.GetUtcNow().ToOffset(zone).Date;
        await office.Posts("#今日德阳# 停水");
        await wang.Posts("停水了？");
        town.Clock.Advance(TimeSpan.FromDays(2));
        await office.Posts("恢复供水 #今日德阳#");
        await wang.Posts("#今日德陽# 谢谢");
        await town.Indexed();
        string Day(int days) => first.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

        (await wang.Finds("水 from:weibodeyang")).ShouldBe(["恢复供水 #今日德阳#", "#今日德阳# 停水"]);
        (await wang.Finds("停水 from:@微博德阳")).ShouldBe(["#今日德阳# 停水"]);
        (await wang.Finds("FROM：me")).ShouldBe(["#今日德陽# 谢谢", "停水了？"]);
        (await wang.Finds("#今日德阳#")).ShouldBe(["恢复供水 #今日德阳#", "#今日德阳# 停水"]);
        (await wang.Finds("#今日德阳 供水")).ShouldBe(["恢复供水 #今日德阳#"]);
        (await wang.Finds($"水 after:{Day(1)}")).ShouldBe(["恢复供水 #今日德阳#"]);
        (await wang.Finds($"水 before:{Day(1)}")).ShouldBe(["停水了？", "#今日德阳# 停水"]);
        (await wang.Finds($"after:{Day(0)} before:{Day(1)} from:wang")).ShouldBe(["停水了？"]);
        (await wang.Finds($"after:{Day(1)}")).ShouldBe(["#今日德陽# 谢谢", "恢复供水 #今日德阳#"]);
        foreach (var nothing in new[] { $"after:{Day(9)} 水", "before:1969-01-01", "from:nobody", "has:image", "水 has:image", "#没有这个#", "from:me 供水" }) (await wang.Finds(nothing)).ShouldBeEmpty(nothing);
        (await wang.Page(Searching.Page("from:nobody 水"))).Body!.TextContent.ShouldContain("账号不存在");
    }

    [BothEngines]
    public async Task The_newest_come_first_page_by_page_and_the_best_when_asked(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李晓", "li"));
        var office = await town.Citizen("微博德阳", "weibodeyang", AccountKind.Agency);
        string[] ids = [.. await Task.WhenAll(Enumerable.Range(0, 45).Select(n => wang.Posts($"第{n}次停水的水")))];
        var official = await office.Posts("停水公告");
        await li.Posts("没有关系");
        await town.Indexed();
        string[] newest = [official, .. ids.OrderDescending(StringComparer.Ordinal)];
        foreach (var question in (string[])["停水", "水", "from:wang 水", "停"])
        {
            List<string> found = [];
            for (var path = Searching.Page(question); path is not null;)
            {
                var page = await town.Stranger.Page(path);
                found.AddRange(page.QuerySelectorAll("article.post").Select(a => a.GetAttribute("data-id")!));
                path = page.QuerySelector("a[rel=next]")?.GetAttribute("href");
            }
            found.ToArray().ShouldBe(question.StartsWith("from", StringComparison.Ordinal) ? newest[1..] : newest, question);
        }
        var program = await li.Json($"/api/v2/search?q={Uri.EscapeDataString("停水")}&type=statuses&limit=3&offset=2&max_id={newest[1]}");
        program.GetProperty("statuses").EnumerateArray().Select(s => s.GetProperty("id").GetString()).ShouldBe(newest[4..7]);
        var liked = ids[7];
        foreach (var person in new[] { li, office, wang }) await person.Likes(liked);
        await li.Reposts(liked);
        await town.Indexed();
        var best = await town.Stranger.Page(Searching.Page("停水", "&sort=best"));
        best.QuerySelectorAll("article.post").Take(2).Select(a => a.GetAttribute("data-id")).ShouldBe([official, liked], ignoreOrder: true);
        var rest = await town.Stranger.Page(best.QuerySelector("a[rel=next]")!.GetAttribute("href")!);
        rest.QuerySelectorAll("article.post").Length.ShouldBe(20);
    }

    [BothEngines]
    public async Task Accounts_and_topics_are_found_as_people_remember_them(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Citizen("微博德阳", "weibodeyang", AccountKind.Agency);
        var wang = await town.Citizen("王德阳", "wdy");
        var waiting = await town.Citizen("德阳候批", "waiting");
        await town.Write(db =>
        {
            db.Users.AsTracking().Single(u => u.Id == waiting.UserId).Status = UserStatus.AwaitingApproval;
            db.Raise(new AccountChanged(waiting.AccountId));
        });
        await office.Posts("#重庆火锅# 来了");
        await office.Deletes(await office.Posts("#重庆没有了#"));
        await town.Indexed();
        foreach (var question in new[] { "微博德阳", "微博德陽", "wbdy", "weibo", "@weibodeyang", "ＷＢＤＹ", "bodeyang" }) (await town.Stranger.FindsAccounts(question)).ShouldBe(["微博德阳"], question);
        (await town.Stranger.FindsAccounts("德阳")).ShouldBe(["微博德阳", "王德阳"]);
        (await town.Stranger.FindsAccounts("wdy")).ShouldBe(["王德阳"]);
        foreach (var question in new[] { "重庆", "chongqing", "cqhg", "#重慶火鍋#", "火锅" }) (await town.Stranger.FindsTopics(question)).ShouldBe(["重庆火锅"], question);
        (await town.Stranger.FindsAccounts("nobody")).ShouldBeEmpty();

        await wang.Submits(await wang.Page("/settings"), "form[action='/settings/profile']", ("nickname", "王绵阳"));
        (await town.Stranger.FindsAccounts("德阳")).ShouldBe(["微博德阳"]);
        (await town.Stranger.FindsAccounts("绵阳")).ShouldBe(["王绵阳"]);
        var late = await town.Citizen("德阳后来", "late");
        await late.Posts("#德阳新话题# 开始");
        (await town.Stranger.FindsAccounts("dyhl")).ShouldBe(["德阳后来"]);
        (await town.Stranger.FindsTopics("dyxht")).ShouldBe(["德阳新话题"]);
    }
}
