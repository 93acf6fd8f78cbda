using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Zhibo.Agencies.Seats;
using Zhibo.Tests.ClientApi;
using Zhibo.Tests.Desk;
using Zhibo.Tests.Media;

namespace Zhibo.Tests.Posts.Reading;

/// <summary>Who may comment, comments that wait for a look, and comments that stand first.</summary>
public sealed class CommentRightStories
{
    [BothEngines]
    public async Task Who_may_comment_is_said_by_the_post_and_by_the_account(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var chen = await town.Citizen("陈学珍");
        var (fan, wang, zhao) = (await town.Citizen("粉丝小李"), await town.Citizen("王小微"), await town.Citizen("赵大"));
        await fan.Follows(chen);
        var followers = await Says(chen, "只听粉丝说 @王小微", "followers");
        var mentioned = await Says(chen, "只问一个人 @王小微", "mentioned");
        var nobody = await Says(chen, "不讨论", "nobody");

        (await May(fan, followers), await May(wang, followers), await May(zhao, followers), await May(chen, followers)).ShouldBe((true, true, false, true));
        (await May(fan, mentioned), await May(wang, mentioned), await May(chen, mentioned)).ShouldBe((false, true, true));
        (await May(fan, nobody), await May(wang, nobody), await May(chen, nobody)).ShouldBe((false, false, true));
        // What stands under it goes by the same rule.
        var inside = await wang.Posts("我来说", answering: mentioned);
        (await May(zhao, inside)).ShouldBeFalse();

        var page = await zhao.Page($"/@{chen.Handle}/{followers}");
        page.QuerySelector("form[data-composer]").ShouldBeNull();
        page.QuerySelector("#comment")!.TextContent.ShouldContain("只有关注作者的人可以评论");
        (await fan.Page($"/@{chen.Handle}/{followers}")).QuerySelector("form[data-composer]").ShouldNotBeNull();
        (await town.Stranger.Page($"/@{chen.Handle}/{nobody}")).QuerySelector("#comment")!.TextContent.ShouldContain("没有开放");

        await chen.Submits(await chen.Page($"/@{chen.Handle}/{nobody}"), ".commenters form", ("who", "everybody"));
        (await May(zhao, nobody)).ShouldBeTrue();
        await chen.Submits(await chen.Page("/settings/comments"), ".who-form", ("who", "nobody"));
        (await May(zhao, await chen.Posts("以后的微博"))).ShouldBeFalse();
        (await May(zhao, await Says(chen, "这条例外", "everybody"))).ShouldBeTrue();
        (await zhao.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "转一下", quoted_status_id = followers }))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [BothEngines]
    public async Task A_comment_that_waits_is_nobody_elses_until_it_is_released(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (chen, wang, zhao) = (await town.Citizen("陈学珍"), await town.Citizen("王小微"), await town.Citizen("赵大"));
        var post = await Says(chen, "先看再显示", "reviewed");
        var path = $"/@{chen.Handle}/{post}";

        var page = await wang.Submits(await wang.Page(path), "form[data-composer]", ("text", "带话题的评论 #排队中# @赵大"));
        page.QuerySelector(".held .chip")!.TextContent.ShouldContain("待审核");
        page.QuerySelector(".held .text")!.TextContent.ShouldContain("带话题的评论");
        var twice = new { status = "程序写的", in_reply_to_id = post };
        var first = await Sent(wang, twice, "钥匙一");
        (await Sent(wang, twice, "钥匙一")).Text("id").ShouldBe(first.Text("id"));
        await town.Quiet();

        foreach (var other in new[] { zhao, chen, town.Stranger })
        {
            (await other.Json($"/api/v1/statuses/{post}")).Number("replies_count").ShouldBe(0);
            (await other.Json($"/api/v1/statuses/{post}/context")).GetProperty("descendants").GetArrayLength().ShouldBe(0);
            (await other.Sees($"/api/v1/statuses/{first.Text("id")}")).ShouldBeFalse();
            (await (await other.Get(path)).Content.ReadAsStringAsync()).ShouldNotContain("带话题的评论");
            (await (await other.Get($"/@{wang.Handle}/with-comments")).Content.ReadAsStringAsync()).ShouldNotContain("带话题的评论");
        }
        (await zhao.Timeline("tag/排队中")).ShouldBeEmpty();
        (await zhao.Leaf("/api/v1/notifications")).Ids.ShouldBeEmpty();
        (await zhao.Calls(HttpMethod.Post, $"/api/zhibo/v1/comments/held/{first.Text("id")}/release")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await chen.Page("/notices")).QuerySelector(".notices")!.TextContent.ShouldContain("等您审核");

        var desk = await chen.Page("/settings/comments");
        desk.QuerySelectorAll(".held").Length.ShouldBe(2);
        await chen.Submits(desk, ".held form[action$='/release']");
        await chen.Submits(await chen.Page("/settings/comments"), ".held form[action$='/refuse']", ("reason", "与此事无关"));
        await town.Quiet();

        (await zhao.Timeline("tag/排队中")).Length.ShouldBe(1);
        (await town.Read(db => db.PostTopics.CountAsync())).ShouldBe(1);
        (await zhao.Json($"/api/v1/statuses/{post}")).Number("replies_count").ShouldBe(1);
        (await zhao.Json("/api/v1/notifications")).GetArrayLength().ShouldBe(1);
        (await town.Stranger.Page(path)).QuerySelector(".comment .text")!.TextContent.ShouldContain("带话题的评论");
        page = await wang.Page(path);
        page.QuerySelector(".held")!.TextContent.ShouldContain("与此事无关");
        (await wang.Page("/notices")).QuerySelector(".notices")!.TextContent.ShouldContain("没有放行");
        await wang.Submits(page, ".held form");
        (await town.Read(db => db.HeldComments.CountAsync())).ShouldBe(0);

        await wang.Posts("再来一条", answering: post);
        await chen.Deletes(post);
        (await town.Read(db => db.HeldComments.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task Its_pictures_wait_with_it(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (chen, wang) = (await town.Citizen("陈学珍"), await town.Citizen("王小微"));
        var post = await Says(chen, "先看再显示", "reviewed");
        var path = $"/@{chen.Handle}/{post}";
        foreach (var hue in new byte[] { 10, 90 })
            await wang.Json(HttpMethod.Post, "/api/v1/statuses", new { status = "", in_reply_to_id = post, media_ids = new[] { (await wang.Sends(Drawings.Png(60, 40, hue))).Text("id") } });
        (await town.Stranger.Page(path)).QuerySelectorAll(".media img").ShouldBeEmpty();
        var desk = await chen.Page("/settings/comments");
        desk.QuerySelectorAll(".held .media img").Length.ShouldBe(2);

        await chen.Submits(desk, ".held form[action$='/release']");
        (await town.Stranger.Page(path)).QuerySelectorAll(".comment .media img").Length.ShouldBe(1);
        await wang.Submits(await wang.Page(path), ".held form[action$='/withdraw']");
        (await town.Read(db => db.MediaFiles.CountAsync(m => m.FreeUntil != null))).ShouldBe(1);
        (await town.Read(db => db.MediaFiles.CountAsync(m => m.PostId != null))).ShouldBe(1);
    }

    [BothEngines]
    public async Task An_office_looks_at_comments_at_its_desk_and_sets_its_answer_first(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var office = await town.Office("德阳城管", "chengguan");
        var (reviewer, editor) = (await town.Staff("审核小周", office, SeatRole.Reviewer), await town.Staff("小编小李", office));
        var wang = await town.Citizen("王小微");
        var post = await Says(office, "东街路灯今晚检修", "reviewed");
        await wang.Posts("几点修好？", answering: post);
        await town.Quiet();

        (await editor.Get("/desk/chengguan/q/review")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var queue = await reviewer.Page("/desk/chengguan/q/review");
        queue.QuerySelector("[data-count=review]")!.TextContent.ShouldBe("1");
        var held = await town.Read(db => db.HeldComments.SingleAsync());
        await reviewer.Submits(await reviewer.Page($"/desk/chengguan/q/review/{held.Id}"), ".held form[action$='/release']");
        await town.Quiet();
        (await town.OnlyItem()).PostId.ShouldBe(held.Id);
        (await reviewer.Page("/desk/chengguan/activity")).QuerySelector(".activity")!.TextContent.ShouldContain("放行评论");

        var answer = await office.Posts("八点前", answering: $"{held.Id}");
        var path = $"/@chengguan/{post}";
        (await wang.Page(path)).QuerySelector($"form[action='/posts/{answer}/feature']").ShouldBeNull();
        (await wang.Calls(HttpMethod.Post, $"/api/zhibo/v1/statuses/{answer}/feature")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await editor.Submits(await editor.Page(path), $"form[action='/posts/{answer}/feature']");

        var page = await town.Stranger.Page(path);
        page.QuerySelector(".comments > li")!.ClassList.ShouldContain("featured");
        page.QuerySelector(".comments > .featured")!.TextContent.ShouldContain("官方答复");
        page.QuerySelectorAll($"#c{answer}").Length.ShouldBe(1);
        (await town.Stranger.Page("/city")).QuerySelector(".official-answer")!.TextContent.ShouldContain("八点前");
        await office.Edits(answer, "九点前");
        (await town.Stranger.Page("/city")).QuerySelector(".official-answer")!.TextContent.ShouldContain("九点前");
        await wang.Blocks(office);
        (await wang.Page("/city")).QuerySelector(".official-answer").ShouldBeNull();

        await office.Deletes(answer);
        (await town.Stranger.Page("/city")).QuerySelector(".official-answer").ShouldBeNull();
        (await town.Read(db => db.FeaturedComments.CountAsync())).ShouldBe(0);
    }

    [BothEngines]
    public async Task Three_comments_may_stand_first_with_what_answers_them(EngineKind engine)
    {
        await using var town = await Town.Start(engine);
        var (chen, wang) = (await town.Citizen("陈学珍"), await town.Citizen("王小微"));
        var post = await chen.Posts("征集意见");
        var said = new List<string>();
        for (var n = 0; n < 5; n++) said.Add(await wang.Posts($"意见 {n}", answering: post));
        var below = await wang.Posts("补充意见三", answering: said[3]);

        foreach (var n in new[] { 3, 1, 4 }) await chen.Json204($"/api/zhibo/v1/statuses/{said[n]}/feature");
        (await chen.Calls(HttpMethod.Post, $"/api/zhibo/v1/statuses/{said[0]}/feature")).StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await Order()).ShouldBe([said[3], below, said[1], said[4], said[0], said[2]]);

        await chen.Json204($"/api/zhibo/v1/statuses/{said[3]}/unfeature");
        (await Order()).ShouldBe([said[1], said[4], said[0], said[2], said[3], below]);
        (await town.Stranger.Page("/city")).QuerySelector(".official-answer").ShouldBeNull();

        async Task<string[]> Order() => [.. (await town.Stranger.Page($"/@{chen.Handle}/{post}")).QuerySelectorAll(".comments .comment").Select(c => c.Id![1..])];
    }

    private static async Task<string> Says(Person who, string text, string commenters) =>
        (await who.Json(HttpMethod.Post, "/api/v1/statuses", new { status = text, who_comments = commenters })).Text("id");

    private static async Task<bool> May(Person who, string post)
    {
        var answer = await who.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(new { status = "我说一句", in_reply_to_id = post }));
        answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.Forbidden);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private static async Task<System.Text.Json.JsonElement> Sent(Person who, object body, string key)
    {
        var answer = await who.Calls(HttpMethod.Post, "/api/v1/statuses", JsonContent.Create(body), ("Idempotency-Key", Uri.EscapeDataString(key)));
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return System.Text.Json.JsonDocument.Parse(text).RootElement;
    }
}

internal static class Calling
{
    /// <summary>Done, and there is nothing to say about it.</summary>
    public static async Task Json204(this Person who, string path) =>
        (await who.Calls(HttpMethod.Post, path)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
}
