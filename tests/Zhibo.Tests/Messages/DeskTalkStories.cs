using System.Net;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.Desk;

namespace Zhibo.Tests.Messages;

/// <summary>Somebody writes to an office, and its people answer in its name.</summary>
public sealed class DeskTalkStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task Two_clerks_and_one_letter(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var (handler, second) = (await town.Staff("承办人老周", office, SeatRole.Handler), await town.Staff("小编小李", office));
        var wang = await town.Citizen("王小微", "wang");
        await wang.WritesTo(office, "烧烤摊又到两点，请不要公开我的楼号");
        await town.Quiet();
        (await Waiting(handler)).ShouldBe(["王小微"]);
        // Mentions for everybody's eyes are another queue.
        (await handler.Waiting("chengguan")).ShouldBeEmpty();
        var path = $"/desk/chengguan/q/messages/{await town.OnlyTalk()}";
        (await wang.Get(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        await second.Submits(await second.Page(path), "form[action$='/take']");
        (await Waiting(second, "mine")).ShouldBe(["王小微"]);
        var page = await handler.Page(path);
        page.QuerySelector("[data-count=messages]")!.TextContent.ShouldBe("1");
        page.QuerySelector(".item-reply .notice")!.TextContent.ShouldContain("小编小李");
        var behind = await second.Page(path);
        page = await handler.Submits(page, "form.message-form", ("text", "今晚去看，楼号不会公开"));
        page.QuerySelector(".notice.good").ShouldNotBeNull();
        behind = await second.Submits(behind, "form.message-form", HttpStatusCode.Conflict, ("text", "我也答一句"));
        behind.QuerySelector(".error")!.TextContent.ShouldContain("同事已经答复");
        (await Waiting(handler)).ShouldBeEmpty();
        (await Waiting(handler, "all")).ShouldBe(["王小微"]);
        // Somebody else at the same desk, with a page that is up to date, may add a word.
        await second.Submits(await second.Page(path), "form.message-form", ("text", "补充：执法队八点到"));

        var read = await wang.Page(MessageTown.Path(await town.OnlyTalk()));
        read.Said().ShouldBe(["烧烤摊又到两点，请不要公开我的楼号", "今晚去看，楼号不会公开", "补充：执法队八点到"]);
        read.QuerySelector(".own .read").ShouldNotBeNull();
        read.DocumentElement.TextContent.ShouldNotContain("老周");
        (await town.Read(db => db.AuditEntries.OrderBy(e => e.Number).Select(e => e.Act + " " + e.UserHandle).ToListAsync(Ct)))
            .ShouldBe([$"item.taken {second.Handle}", $"message.sent {handler.Handle}", $"message.sent {second.Handle}"]);
        (await handler.Page("/desk/chengguan/activity")).DocumentElement.TextContent.ShouldNotContain("楼号");

        await wang.WritesTo(office, "谢谢");
        await handler.Submits(await handler.Page(path), "form[action$='/close']");
        (await Waiting(handler)).ShouldBeEmpty();
    }

    [BothEngines]
    public async Task Outside_the_hours_the_site_answers_and_the_letter_goes_on_waiting(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var manager = await town.Staff("负责人", office, SeatRole.Manager);
        var wang = await town.Citizen("王小微", "wang");
        await manager.Submits(await manager.Page("/desk/chengguan/auto-reply"), "main form.form", HttpStatusCode.UnprocessableEntity, ("text", "明早见"), ("opens", "18:00"), ("closes", "09:00"));
        await manager.Submits(await manager.Page("/desk/chengguan/auto-reply"), "main form.form", ("text", "周一到周五九点到五点有人值守"), ("opens", "09:00"), ("closes", "17:00"));
        // It is Sunday morning.
        foreach (var text in new[] { "有人吗", "喂" }) await wang.WritesTo(office, text);
        await town.Quiet();
        var path = MessageTown.Path(await town.OnlyTalk());
        var page = await wang.Page(path);
        page.Said().ShouldBe(["有人吗", "喂", "周一到周五九点到五点有人值守"], ignoreOrder: true);
        page.QuerySelectorAll(".other .meta").Select(m => m.TextContent).ShouldContain(m => m.Contains("自动回复"));
        (await Waiting(manager)).ShouldBe(["王小微"]);
        (await wang.Badge()).ShouldBe("");

        // Monday, ten o'clock: people are there.
        town.Clock.Advance(TimeSpan.FromHours(25.5));
        await wang.WritesTo(office, "早");
        await town.Quiet();
        (await wang.Page(path)).Said().Length.ShouldBe(4);
        (await town.Read(db => db.AuditEntries.Select(e => e.Act).SingleAsync(Ct))).ShouldBe("autoreply.changed");
    }

    private static async Task<string[]> Waiting(Person clerk, string show = "open") =>
        [.. (await clerk.Page($"/desk/chengguan/q/messages?show={show}")).QuerySelectorAll(".queue .what b").Select(b => b.TextContent)];
}
