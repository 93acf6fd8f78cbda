using System.Globalization;
using Microsoft.Playwright;
using Zhibo.Tests;
using Zhibo.Tests.Desk;

namespace Zhibo.Conformance;

/// <summary>Asking the many, reading in one's own way, and a word about who may answer.</summary>
public sealed class ReadingJourneys(Browser browser)
{
    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task A_poll_is_asked_and_answered(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var (wang, chen) = (await town.Citizen("王小微", "wang"), await town.Citizen("陈学珍", "chenxuezhen"));
        await using (var asking = await Journey.Begin(browser, town, eyes, chen))
        {
            await asking.Opens("/compose");
            await asking.Types("main textarea[name=text]", "橘子哪天送到社区？");
            await asking.Page.Locator("main details.options").Filter(new() { Has = asking.Page.Locator(".poll-fields") }).Locator("summary").ClickAsync();
            await asking.Types("main input[name=choice_1]", "星期六上午");
            await asking.Types("main input[name=choice_2]", "星期天下午");
            await asking.Looks();
            await asking.Presses("main form.composer button.main");
        }
        await using var journey = await Journey.Begin(browser, town, eyes, wang);
        await journey.Opens("/@chenxuezhen");
        await journey.Page.Locator(".poll label.choice").Nth(1).ClickAsync();
        await journey.Presses(".poll button.main");
        await journey.Page.Locator(".poll-lines").First.WaitForAsync();
        (await journey.Page.Locator(".poll-lines li").Nth(1).InnerTextAsync()).ShouldContain("100%");
        await journey.Looks();
    }

    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task A_list_a_filter_and_what_is_kept(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var (wang, chen) = (await town.Citizen("王小微", "wang"), await town.Citizen("陈学珍", "chenxuezhen"));
        await chen.Posts("果园的橘子熟了");
        await chen.Posts("今天南门拥堵，绕行");
        await wang.Posts("家住旌湖边");
        await using var journey = await Journey.Begin(browser, town, eyes, wang);

        await journey.Opens("/lists");
        await journey.Types("main input[name=title]", "邻居");
        await journey.Presses("main form[action='/lists'] button.main");
        await journey.Types("main form[action$='/members'] input[name=name]", "chenxuezhen");
        await journey.Presses("main form[action$='/members'] button[value=in]");
        await journey.Looks();
        await journey.Opens("/lists");
        await journey.Presses("main .rows a b");
        await journey.Sees("果园的橘子熟了");
        await journey.Looks();

        await journey.Opens("/settings/filters/new");
        await journey.Types("input[name=title]", "堵车");
        await journey.Types("textarea[name=words]", "拥堵");
        await journey.Presses("main form.form button.main");
        await journey.Looks();
        await journey.Opens("/city");
        await journey.Page.Locator("details.sieve summary").First.WaitForAsync();
        await journey.SeesNo("今天南门拥堵");
        await journey.Page.Locator("details.sieve summary").First.ClickAsync();
        await journey.Sees("今天南门拥堵");

        await journey.Chooses("article.post:has-text('果园的橘子熟了')", "form[action$='/bookmark'] button");
        await journey.Opens("/bookmarks");
        await journey.Sees("果园的橘子熟了");
        await journey.Opens("/@wang");
        await journey.Chooses("article.post:has-text('家住旌湖边')", "form[action$='/pin'] button");
        await journey.Opens("/@wang");
        await journey.Sees(journey.Word("posts.pinned"));
    }

    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task What_an_address_leads_to_is_said_before_one_goes_there(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var wang = await town.Citizen("王小微", "wang");
        town.Wires.World = _ => new(System.Net.HttpStatusCode.OK)
        {
            Content = new StringContent("<html><head><title>天府大道施工通告</title><meta name=description content='11月28日起封闭两周'></head>", System.Text.Encoding.UTF8, "text/html"),
        };
        await using var journey = await Journey.Begin(browser, town, eyes, wang);
        await journey.Opens("/compose");
        await journey.Types("main textarea[name=text]", "注意绕行 https://www.example.cn/notice");
        await journey.Presses("main form.composer button.main");
        await town.Quiet();
        await journey.Opens("/city");
        (await journey.Page.Locator("article.post a.link-card").InnerTextAsync()).ShouldContain("天府大道施工通告");
    }

    [Theory, MemberData(nameof(CitizenJourneys.Three), MemberType = typeof(CitizenJourneys))]
    public async Task A_comment_waits_and_the_answer_of_an_office_stands_on_top(Eyes eyes)
    {
        await using var town = await Town.Start(EngineKind.Sqlite, new() { RealClock = true });
        var (wang, chen) = (await town.Citizen("王小微", "wang"), await town.Citizen("陈学珍", "chenxuezhen"));
        var office = await town.Office("德阳城管", "chengguan");
        var post = await wang.Posts("桥头的路灯不亮");
        var path = string.Create(CultureInfo.InvariantCulture, $"/@wang/{post}");
        await office.Posts("今晚八点前修好", answering: post);
        await using (var own = await Journey.Begin(browser, town, eyes, wang))
        {
            await own.Opens(path);
            await own.Chooses("article.comment:has-text('今晚八点前修好')", "form[action$='/feature'] button");
            await own.Page.Locator("form[action$='/unfeature']").First.WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await own.Page.Locator("details.commenters summary").ClickAsync();
            await own.Page.Locator("details.commenters select").SelectOptionAsync("reviewed");
            await own.Presses("details.commenters button");
            await own.Looks();
        }
        await using (var journey = await Journey.Begin(browser, town, eyes, chen))
        {
            await journey.Opens(path);
            await journey.Sees(journey.Word("posts.who.reviewed"));
            await journey.Types("textarea#comment", "我家门口的也不亮");
            await journey.Presses("section.thread form.composer button.main");
            await journey.Sees(journey.Word("posts.held.waits"));
            await journey.Looks();
            await journey.Opens("/city");
            (await journey.Page.Locator(".official-answer").CountAsync()).ShouldBe(1);
        }
        await using var again = await Journey.Begin(browser, town, eyes, wang);
        await again.Opens("/settings/comments");
        await again.Presses("form[action$='/release'] button");
        await again.Opens(path);
        await again.Sees("我家门口的也不亮");
        // The author sees how many read it.
        (await again.Page.Locator("section.views").CountAsync()).ShouldBe(1);
    }
}
