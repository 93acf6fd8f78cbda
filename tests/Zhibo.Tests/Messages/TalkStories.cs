using System.Net;
using Microsoft.EntityFrameworkCore;

namespace Zhibo.Tests.Messages;

/// <summary>Two people talk, and nobody else hears it.</summary>
public sealed class TalkStories
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [BothEngines]
    public async Task Friends_talk_and_see_what_was_read(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"));
        await li.Follows(wang);
        await wang.WritesTo(li, "周六去拍旌湖？");
        var path = MessageTown.Path(await town.OnlyTalk());
        (await wang.Page(path)).QuerySelector(".read").ShouldBeNull();
        (await li.Badge()).ShouldStartWith("1");
        (await li.Talks()).ShouldBe(["王小微"]);
        (await li.Talks("/messages/requests")).ShouldBeEmpty();

        (await li.Page(path)).Said().ShouldBe(["周六去拍旌湖？"]);
        (await li.Badge()).ShouldBe("");
        (await wang.Page(path)).QuerySelector(".own .read")!.TextContent.ShouldBe("已读");
        // From a program, which puts the name before it.
        var first = await town.Read(db => db.Posts.Select(p => p.Id).SingleAsync(Ct));
        await li.Posts("@王小微 几点？", "direct", $"{first}");
        await wang.Submits(await wang.Page(path), "form.message-form", ("text", "六点"));
        (await li.Page(path)).Said().ShouldBe(["周六去拍旌湖？", "几点？", "六点"]);
        (await town.Read(db => db.Posts.CountAsync(p => p.RootId == first, Ct))).ShouldBe(2);
        (await town.Read(db => db.Accounts.SumAsync(a => a.PostsCount, Ct))).ShouldBe(0);

        foreach (var stranger in new[] { zhao, town.Stranger })
        {
            foreach (var act in new[] { "", "/clear", $"/report/{first}" }) (await stranger.Get(path + act)).StatusCode.ShouldBe(stranger == zhao ? HttpStatusCode.NotFound : HttpStatusCode.SeeOther, act);
            foreach (var act in new[] { "", "/accept", "/decline", "/mute", "/unmute", "/clear", $"/withdraw/{first}", $"/report/{first}" })
                (await stranger.Send(MessageTown.Form(path + act, ("text", "x7"), ("reason", "x7")))).StatusCode.ShouldBe(stranger == zhao ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized, act);
        }
        // The other's words are not mine to take back, and my own are not mine to report.
        (await li.Send(MessageTown.Form($"{path}/withdraw/{first}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await wang.Send(MessageTown.Form($"{path}/report/{first}", ("reason", "不好")))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await town.Read(db => db.Messages.CountAsync(Ct))).ShouldBe(3);
    }

    [BothEngines]
    public async Task A_stranger_asks_and_waits(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, zhao, qian) = (await town.Citizen("王小微", "wang"), await town.Citizen("赵六", "zhao"), await town.Citizen("钱七", "qian"));
        foreach (var text in new[] { "你好", "在吗", "想问个事" }) await zhao.WritesTo(wang, text);
        var path = MessageTown.Path(await town.OnlyTalk());
        (await zhao.Page(path)).QuerySelector(".talk-end .notice")!.TextContent.ShouldContain("还没有接受");
        (await zhao.Send(MessageTown.Form(path, ("text", "第四条"), ("key", "4")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await zhao.Calls(HttpMethod.Post, "/api/v1/statuses", System.Net.Http.Json.JsonContent.Create(new { status = "@王小微 第四条", visibility = "direct" }))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);

        (await wang.Badge()).ShouldBe("");
        (await wang.Talks()).ShouldBeEmpty();
        (await wang.Talks("/messages/requests")).ShouldBe(["赵六"]);
        (await wang.Page("/notices")).QuerySelectorAll(".notices li").ShouldBeEmpty();
        (await wang.Json("/api/v1/notifications")).GetArrayLength().ShouldBe(0);
        var request = await wang.Page(path);
        request.Said().Length.ShouldBe(3);
        (await zhao.Page(path)).QuerySelector(".read").ShouldBeNull();
        await wang.Submits(request, "form[action$='/accept']");
        (await zhao.Page(path)).QuerySelector(".read").ShouldNotBeNull();
        await zhao.WritesTo(wang, "谢谢接受");
        (await wang.Talks()).ShouldBe(["赵六"]);
        (await wang.Json("/api/v1/notifications"))[0].GetProperty("type").GetString().ShouldBe("mention");
        (await wang.Page("/notices")).QuerySelectorAll(".notices li").ShouldBeEmpty();

        await qian.WritesTo(wang, "买保险吗");
        var second = MessageTown.Path(await town.Read(db => db.Conversations.OrderByDescending(c => c.Id).Select(c => c.Id).FirstAsync(Ct)));
        await wang.Submits(await wang.Page(second), "form[action$='/decline']");
        await qian.WritesTo(wang, "很便宜的");
        (await wang.Talks("/messages/requests")).ShouldBeEmpty();
        (await wang.Talks()).ShouldBe(["赵六"]);
    }

    [BothEngines]
    public async Task Who_is_not_wanted_hears_so_in_words(EngineKind engine)
    {
        await using var town = await Town.Start(engine, new() { Settings = s => s.Limits.StrangersPerDay = 2 });
        var (wang, li, zhao) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"), await town.Citizen("赵六", "zhao"));
        await wang.Blocks(zhao);
        (await zhao.Page("/messages/to/wang")).QuerySelector(".talk-end .notice")!.TextContent.ShouldContain("不接收");
        (await zhao.Send(MessageTown.Form("/messages/to/wang", ("text", "喂")))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await wang.Page("/messages/to/zhao")).QuerySelector(".talk-end .notice")!.TextContent.ShouldContain("拉黑");

        await wang.Submits(await wang.Page("/settings/messages"), "main form[action='/settings/messages']", ("who", "followed"));
        (await li.Page("/messages/to/wang")).QuerySelector("form.message-form").ShouldBeNull();
        await wang.Follows(li);
        await li.WritesTo(wang, "现在可以了");
        await wang.Submits(await wang.Page("/settings/messages"), "main form[action='/settings/messages']", ("who", "nobody"));
        // Who talks already goes on talking.
        await li.WritesTo(wang, "还在吗");
        (await wang.Send(MessageTown.Form("/settings/messages", ("who", "x7")))).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        // A correction names nobody new.
        var said = await li.Posts("@王小微 记一下", "direct");
        await li.Edits(said, "@王小微 @赵六 记一下");
        (await zhao.Calls(HttpMethod.Get, $"/api/v1/statuses/{said}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        foreach (var name in new[] { "甲", "乙" }) await zhao.WritesTo(await town.Citizen(name), "加个好友");
        var third = await zhao.WritesTo(await town.Citizen("丙"), "加个好友", HttpStatusCode.TooManyRequests);
        third.QuerySelector("form.message-form .error")!.TextContent.ShouldContain("一天最多");
        third.QuerySelector("form.message-form textarea")!.TextContent.ShouldContain("加个好友");
        town.Clock.Advance(TimeSpan.FromHours(25));
        await zhao.WritesTo(await town.Citizen("丁"), "加个好友");
    }

    [BothEngines]
    public async Task What_is_sent_twice_is_said_once_and_what_is_taken_back_is_gone(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (wang, li) = (await town.Citizen("王小微", "wang"), await town.Citizen("李四", "li"));
        await li.Follows(wang);
        var page = await wang.Page("/messages/to/li");
        foreach (var _ in new[] { 1, 2 }) await wang.Submits(page, "form.message-form", ("text", "<img src=x onerror=alert(1)> **好** @李四 #私事#"));
        var path = MessageTown.Path(await town.OnlyTalk());
        var read = await li.Page(path);
        read.Said().ShouldBe(["<img src=x onerror=alert(1)> **好** @李四 #私事#"]);
        read.QuerySelectorAll(".bubbles img[src=x], .bubbles [onerror]").ShouldBeEmpty();
        (await town.Read(db => db.Topics.CountAsync(Ct))).ShouldBe(0);
        (await wang.WritesTo(li, new string('长', 1_001), HttpStatusCode.UnprocessableEntity)).QuerySelector(".error")!.TextContent.ShouldContain("1001");
        await wang.WritesTo(li, new string('长', 300));

        read = await wang.Submits(await wang.Page(path), $"form[action^='{path}/withdraw/']");
        read.Said()[0].ShouldContain("已撤回");
        (await li.Page(path)).Said()[0].ShouldContain("已撤回");
        await li.Submits(await li.Page(path), "form[action$='/mute']");
        await wang.WritesTo(li, "静悄悄");
        (await li.Badge()).ShouldBe("");

        await li.Submits(await li.Page(path + "/clear"), "main form[action$='/clear']");
        (await li.Talks()).ShouldBeEmpty();
        (await li.Page(path)).Said().ShouldBeEmpty();
        (await wang.Page(path)).Said().Length.ShouldBe(3);
        await wang.WritesTo(li, "又来了");
        (await li.Talks()).ShouldBe(["王小微"]);
        (await li.Page(path)).Said().ShouldBe(["又来了"]);
    }
}
