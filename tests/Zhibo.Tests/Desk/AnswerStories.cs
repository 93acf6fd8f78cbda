using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies.Seats;
using Zhibo.Desk;

namespace Zhibo.Tests.Desk;

public sealed class AnswerStories
{
    [BothEngines]
    public async Task Who_names_an_office_waits_at_its_desk_until_somebody_answers(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var (editor, second) = (await town.Staff("小编小李", office), await town.Staff("承办人老周", office, SeatRole.Handler));
        var wang = await town.Citizen("王小微", "wang");
        var post = await wang.Posts("@德阳城管 东街的路灯坏了三天");
        await wang.Posts("今天天气好");
        await town.Quiet();

        (await editor.Waiting("chengguan")).ShouldBe(["王小微"]);
        var item = await town.OnlyItem();
        var page = await editor.Page($"/desk/chengguan/q/answer/{item.Id}");
        page.QuerySelector(".said-post .text")!.TextContent.ShouldContain("东街的路灯");
        page.QuerySelector("[data-count=answer]")!.TextContent.ShouldBe("1");
        var behind = await second.Page($"/desk/chengguan/q/answer/{item.Id}");
        page = await editor.Submits(page, ".item-reply form", ("text", "今晚八点前修好，修好再告诉您。"));
        page.QuerySelector(".notice.good")!.TextContent.ShouldContain("答复");

        (await editor.Waiting("chengguan")).ShouldBeEmpty();
        (await editor.Waiting("chengguan", "answered")).ShouldBe(["王小微"]);
        var answer = await town.Read(db => db.Posts.SingleAsync(p => p.ParentId == long.Parse(post, null)));
        (answer.AuthorId, answer.Text).ShouldBe((office.AccountId, "今晚八点前修好，修好再告诉您。"));
        // The public sees the office, the desk the person.
        (await (await town.Stranger.Get($"/@wang/{post}")).Content.ReadAsStringAsync()).ShouldNotContain("小编小李");
        (await second.Page("/desk/chengguan/activity")).QuerySelector(".activity b")!.TextContent.ShouldBe("小编小李");

        // The colleague had the page open all the while.
        behind = await second.Submits(behind, ".item-reply form", HttpStatusCode.Conflict, ("text", "我也来答一句"));
        behind.QuerySelector(".notice.bad, .error")!.TextContent.ShouldContain("同事已经答复");
        (await town.Read(db => db.Posts.CountAsync(p => p.ParentId != null))).ShouldBe(1);
        await town.Quiet();
        (await town.OnlyItem()).State.ShouldBe(DeskItemState.Answered);
    }

    [BothEngines]
    public async Task A_talk_goes_on_in_one_row(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var editor = await town.Staff("小编小李", office);
        var wang = await town.Citizen("王小微", "wang");
        var post = await office.Posts("明天整治东街占道");
        var asked = await wang.Posts("几点开始？", answering: post);
        await town.Quiet();
        (await town.OnlyItem()).Kind.ShouldBe(DeskItemKind.Comment);

        // Answered from the office's own account, past the desk: the desk sees it.
        town.Clock.Advance(TimeSpan.FromMinutes(5));
        var answer = await office.Posts("早上七点", answering: asked);
        await town.Quiet();
        (await town.OnlyItem()).State.ShouldBe(DeskItemState.Answered);
        (await editor.Page("/desk/chengguan")).QuerySelector(".figures dd")!.TextContent.ShouldBe("1");

        var again = await wang.Posts("谢谢，要挪车吗？", answering: answer);
        await town.Quiet();
        var item = await town.OnlyItem();
        (item.State, item.LatestId, item.Round).ShouldBe((DeskItemState.Open, long.Parse(again, null), 1));
        (await editor.Page($"/desk/chengguan/q/answer/{item.Id}")).QuerySelectorAll(".said-post").Length.ShouldBe(4);

        // Taken back: what was answered stays so. The answer taken back: the person waits again.
        await wang.Deletes(again);
        await town.Quiet();
        (await town.OnlyItem()).State.ShouldBe(DeskItemState.Answered);
        await office.Deletes(answer);
        await town.Quiet();
        (await town.OnlyItem()).State.ShouldBe(DeskItemState.Open);
        await wang.Deletes(asked);
        await town.Quiet();
        (await town.Read(db => db.DeskItems.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task An_item_is_taken_noted_and_set_aside(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var (editor, second) = (await town.Staff("小编小李", office), await town.Staff("承办人老周", office, SeatRole.Handler));
        await (await town.Citizen("王小微", "wang")).Posts("@德阳城管 哈哈哈");
        await town.Quiet();
        var path = $"/desk/chengguan/q/answer/{(await town.OnlyItem()).Id}";

        await editor.Submits(await editor.Page(path), "form[action$='/take']");
        (await editor.Waiting("chengguan", "mine")).ShouldBe(["王小微"]);
        (await second.Waiting("chengguan", "mine")).ShouldBeEmpty();
        (await second.Page(path)).QuerySelector(".item-reply .notice")!.TextContent.ShouldContain("小编小李");
        await second.Submits(await second.Page(path), "form[action$='/note']", ("note", "像是开玩笑<b>"));
        (await editor.Page(path)).QuerySelector(".item-notes li .said")!.TextContent.ShouldBe("像是开玩笑<b>");

        await editor.Submits(await editor.Page(path), "form[action$='/aside']", HttpStatusCode.UnprocessableEntity, ("reason", " "));
        await editor.Submits(await editor.Page(path), "form[action$='/aside']", ("reason", "玩笑话"));
        (await editor.Waiting("chengguan")).ShouldBeEmpty();
        (await second.Page(path)).QuerySelector(".notice.info")!.TextContent.ShouldContain("玩笑话");
        await second.Submits(await second.Page(path), "form[action$='/reopen']");
        (await editor.Waiting("chengguan")).ShouldBe(["王小微"]);
        (await town.Read(db => db.AuditEntries.Where(e => e.AccountId == office.AccountId).OrderBy(e => e.Number).Select(e => e.Act).ToListAsync()))
            .ShouldBe(["item.taken", "item.set_aside", "item.reopened"]);
    }

    [BothEngines]
    public async Task Pages_follow_one_another_and_words_are_found(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var editor = await town.Staff("小编小李", office);
        var wang = await town.Citizen("王小微", "wang");
        for (var n = 1; n <= 33; n++)
        {
            await wang.Posts($"@德阳城管 第{n}件事");
            town.Clock.Advance(TimeSpan.FromMinutes(10));
        }
        await town.Quiet();

        var page = await editor.Page("/desk/chengguan/q/answer");
        page.QuerySelectorAll(".queue li").Length.ShouldBe(30);
        page.QuerySelector(".queue .excerpt")!.TextContent.ShouldContain("第1件事");
        page.QuerySelector(".queue .chip")!.TextContent.ShouldContain("已等 5 小时");
        page = await editor.Page(page.QuerySelector(".pane-more a")!.GetAttribute("href")!);
        page.QuerySelectorAll(".queue .excerpt").Select(e => e.TextContent.Trim()).ShouldBe(["@德阳城管 第31件事", "@德阳城管 第32件事", "@德阳城管 第33件事"]);
        page = await editor.Page("/desk/chengguan/q/answer?q=" + Uri.EscapeDataString("第12件"));
        page.QuerySelectorAll(".queue li").Length.ShouldBe(1);
        page = await editor.Page("/desk/chengguan/q/answer?q=%25&after=nonsense&show=nothing");
        page.QuerySelectorAll(".queue li").Length.ShouldBe(0);
    }
}
